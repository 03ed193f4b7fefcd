using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tieline.Server.Audit;
using Tieline.Server.CallLogging;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Deliveries;
using Tieline.Server.Doctor;
using Tieline.Server.Settings;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;
using Tieline.Server.Tests.Users;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Leaving;

/// <summary>What is stored of one person is found, handed out and erased; of others nothing is touched.</summary>
public class PersonalDataJourney(PostgreSqlServer postgres)
{
    private const string Maria = "+12025550143";
    private const string Note = "Maria wants forty zebras";

    [Fact]
    public async Task A_customer_who_called_is_found_by_her_number_handed_out_and_erased()
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann, TestWorld.Bo))[0];
        await CallAsync(world, ann, Maria, Note);
        await CallAsync(world, ann, "+12125550175", "Somebody else");
        await world.SettleAsync();

        var found = await AskAsync(world, "find", "(202) 555-0143");
        Assert.All(["call_sessions", "call_legs", "call_logs", "call_drafts", "inbox"], table => Assert.Contains(table, Tables(found).Keys));
        Assert.Equal(3, found["elsewhere"]!.AsArray().Count);
        var export = (await AskAsync(world, "export", Maria)).ToJsonString();
        Assert.Contains("Maria Lopez", export, StringComparison.Ordinal);
        Assert.DoesNotContain("Somebody else", export, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(world, "erase", Maria)).Status);
        var erased = (await SendAsync(world, "erase", Maria, "erase")).Body;
        Assert.Empty(erased["remains"]!.AsArray());
        Assert.Empty((await AskAsync(world, "find", Maria))["tables"]!.AsArray());
        Assert.Equal(1, await world.CountAsync("SELECT COUNT(*) FROM call_legs"));
        Assert.DoesNotContain("2025550143", await EverythingAsync(world), StringComparison.Ordinal);
        Assert.DoesNotContain("Maria Lopez", await EverythingAsync(world), StringComparison.Ordinal);
        Assert.DoesNotContain(Note, await EverythingAsync(world), StringComparison.Ordinal); // Her number is not in it, but it is about her call.
        Assert.Contains("Somebody else", await EverythingAsync(world), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_still_owed_stays_and_is_said()
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        await world.Salesforce.ControlAsync("rules", new { @object = "Task", operation = "insert", message = "Not today." });
        await CallAsync(world, ann, Maria, Note);
        await world.AdvanceAsync(TimeSpan.FromSeconds(60));
        await world.HasDoneWhatIsDueAsync(); // What waits to be taken up would stay as well.
        Assert.Equal(1, await world.CountAsync("SELECT COUNT(*) FROM deliveries WHERE state = 0 AND failure_kind = 2"));
        var remains = (await SendAsync(world, "erase", Maria, "erase")).Body["remains"]!.AsArray();
        Assert.All(remains, table => Assert.Equal((int)table!["rows"]!, (int)table["staying"]!));
        Assert.Contains(remains, table => (string)table!["table"]! == "call_legs");
        Assert.Contains(Note, await EverythingAsync(world), StringComparison.Ordinal);

        await world.Salesforce.DeleteControlAsync("rules");
        var list = world.Get<DeliveryList>();
        var failing = (await list.ListAsync(world.TenantId, DeliveryStanding.Failing, 9, TestWorld.Stop)).Single();
        Assert.True(await list.RetryNowAsync(world.TenantId, failing.Kind, failing.Key, Actor.AdminKey, TestWorld.Stop));
        await world.SettleAsync();
        Assert.Empty((await SendAsync(world, "erase", Maria, "erase")).Body["remains"]!.AsArray());
        Assert.Single(await world.TasksAsync()); // Salesforce's own.
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task An_agent_is_erased_from_every_table_signed_out_and_anonymous_in_the_trail(string engine)
    {
        await using var world = await TestWorld.StartAsync(new() { Database = engine == "PostgreSQL" ? await postgres.NewDatabaseAsync() : "" });
        var panels = await world.ConnectAsync(TestWorld.Ann, TestWorld.Bo);
        var ann = (await world.Get<Agents>().FindAsync(world.TenantId, panels[0].AgentId, TestWorld.Stop))!;
        await CallAsync(world, panels[0], Maria, Note);
        await CallAsync(world, panels[1], "+12125550175", "Bo's own note");
        await world.SettleAsync();
        await world.Get<SettingsStore>().WriteAsync(
            world.TenantId, [new SettingChange("calling.inboundSearch", SettingScope.User(ann.SalesforceUserId), "Lead")], new Actor(ann.Name, ann.SalesforceUserId), TestWorld.Stop);
        await world.Get<GroupCommitWriter>().WriteAsync((db, _) => Task.FromResult(db.Add(new RoleRow { TenantId = world.TenantId, SalesforceUserId = ann.SalesforceUserId, Roles = WebexRoles.Admin })), TestWorld.Stop);

        var user = new OrgUser(ann.SalesforceUserId, ann.Name, ann.Email, "", "", true);
        await world.Get<GroupCommitWriter>().WriteAsync(
            (db, _) =>
            {
                world.Get<AuditTrail>().Note(db, world.TenantId, Actor.AdminKey, new AuditEvent(RoleChanges.Change, user.Subject, null, "Webex User"));
                world.Get<AuditTrail>().Note(db, world.TenantId, Actor.AdminKey, new AuditEvent("doctor", "WebhookActive", null, ann.Name));
                return Task.FromResult(true);
            },
            TestWorld.Stop);
        await world.Get<CheckStore>().KeepAsync(
            world.TenantId, [new CheckResult("WebexSignIns", Finding.Warning("Some", ann.Name), world.Clock.UtcNow, world.Clock.UtcNow)], TestWorld.Stop);

        foreach (var known in new[] { ann.Email, ann.Email + ".invalid", ann.SalesforceUserId, ann.SalesforceUserId[..15], ann.PersonId! })
        {
            var found = await AskAsync(world, "find", known);
            Assert.Equal((ann.Name, true), ((string)found["name"]!, (bool)found["isAgent"]!));
            Assert.All(["agents", "roles", "settings", "cloud_grants", "webhook_subscriptions", "call_legs", "call_drafts", "call_logs", "audit_entries", "doctor_checks"], table => Assert.Contains(table, Tables(found).Keys));
        }

        Assert.DoesNotContain("sealed", (await AskAsync(world, "export", ann.Email)).ToJsonString(), StringComparison.OrdinalIgnoreCase);
        Assert.Empty((await SendAsync(world, "erase", ann.Email, "erase")).Body["remains"]!.AsArray());
        var left = await EverythingAsync(world);
        Assert.All([ann.SalesforceUserId, ann.PersonId!, ann.Email, ann.Name, Note], trace => Assert.DoesNotContain(trace, left, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("Bo's own note", left, StringComparison.Ordinal);
        Assert.Equal(1, await world.CountAsync("SELECT COUNT(*) FROM audit_entries WHERE what = 'setting'"));
        Assert.Equal(1, await world.CountAsync("SELECT COUNT(*) FROM audit_entries WHERE what = 'erasure'"));
        Assert.Equal(ConnectionState.Unlinked, (await world.Get<Consents>().StatusAsync(GrantKey.Person(world.TenantId, ann.PersonId!), TestWorld.Stop)).State);
        Assert.Contains(await world.Webex.RequestsAsync(), request => request.StartsWith("DELETE /v1/webhooks/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_agent_of_a_sandbox_is_known_by_her_own_address_and_signed_out()
    {
        await using var world = await TestWorld.StartAsync();
        var panel = (await world.ConnectAsync(TestWorld.Ann))[0];
        var ann = (await world.Get<Agents>().FindAsync(world.TenantId, panel.AgentId, TestWorld.Stop))!;
        await world.Get<GroupCommitWriter>().CommitAsync([new Statement("UPDATE agents SET email = email || '.invalid'", [])], TestWorld.Stop);
        Assert.Empty((await SendAsync(world, "erase", ann.Email, "erase")).Body["remains"]!.AsArray());
        Assert.Equal(0, await world.CountAsync("SELECT COUNT(*) FROM agents"));
        Assert.Equal(ConnectionState.Unlinked, (await world.Get<Consents>().StatusAsync(GrantKey.Person(world.TenantId, ann.PersonId!), TestWorld.Stop)).State);
        Assert.Equal(ConnectionState.Unlinked, (await world.Get<Consents>().StatusAsync(GrantKey.Agent(world.TenantId, ann.Id), TestWorld.Stop)).State);
    }

    [Theory]
    [InlineData("Ann")]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData(".*")]
    public async Task Whoever_cannot_be_told_from_others_is_not_looked_for(string who)
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(world, "find", who)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(world, "erase", who, "erase")).Status);
    }

    [Fact]
    public async Task An_agent_who_was_signed_out_before_is_erased_with_the_calls_that_were_hers()
    {
        await using var world = await TestWorld.StartAsync();
        var panels = await world.ConnectAsync(TestWorld.Ann, TestWorld.Bo);
        var ann = (await world.Get<Agents>().FindAsync(world.TenantId, panels[0].AgentId, TestWorld.Stop))!;
        await CallAsync(world, panels[0], Maria, Note);
        await CallAsync(world, panels[1], "+12125550175", "Bo's own note");
        await world.SettleAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await world.AdminAsync(HttpMethod.Post, $"people/{ann.SalesforceUserId}/sign-out")).Status);

        var found = await AskAsync(world, "find", ann.Email);
        Assert.All(["agents", "call_drafts", "call_legs", "call_logs", "call_sessions", "inbox"], table => Assert.Contains(table, Tables(found).Keys));
        Assert.Empty((await SendAsync(world, "erase", ann.Email, "erase")).Body["remains"]!.AsArray());
        var left = await EverythingAsync(world);
        Assert.All([ann.PersonId!, Note], trace => Assert.DoesNotContain(trace, left, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("Bo's own note", left, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Webex_person_whom_somebody_else_is_by_now_is_left_to_him()
    {
        await using var world = await TestWorld.StartAsync();
        var panels = await world.ConnectAsync(TestWorld.Ann);
        var ann = (await world.Get<Agents>().FindAsync(world.TenantId, panels[0].AgentId, TestWorld.Stop))!;
        await CallAsync(world, panels[0], Maria, Note);
        await world.SettleAsync();
        await world.AdminAsync(HttpMethod.Post, $"people/{ann.SalesforceUserId}/sign-out");
        var bo = await world.ConnectAgentAsync(TestWorld.Bo);
        await world.Get<Agents>().JoinAsync(world.TenantId, bo.AgentId, ann.PersonId, null, TestWorld.Stop);
        await SendAsync(world, "erase", ann.Email, "erase");
        Assert.Equal(ann.PersonId, (await world.Get<Agents>().FindAsync(world.TenantId, bo.AgentId, TestWorld.Stop))?.PersonId);
    }

    [Theory]
    [InlineData("webex")]
    [InlineData("salesforce")]
    public async Task Nobody_is_erased_while_a_cloud_that_he_is_signed_in_to_does_not_answer(string cloud)
    {
        await using var world = await TestWorld.StartAsync();
        var panel = (await world.ConnectAsync(TestWorld.Ann))[0];
        var ann = (await world.Get<Agents>().FindAsync(world.TenantId, panel.AgentId, TestWorld.Stop))!;
        var token = (await world.Get<GrantStore>().FindAsync(GrantKey.Agent(world.TenantId, ann.Id), TestWorld.Stop))!.AccessToken;
        await FailAsync(world, cloud, 503);
        var (status, body) = await SendAsync(world, "erase", ann.Email, "erase");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("Try again later", (string)body["detail"]!, StringComparison.Ordinal);
        Assert.Equal(1, await world.CountAsync("SELECT COUNT(*) FROM webhook_subscriptions"));
        Assert.Equal(3, await world.CountAsync("SELECT COUNT(*) FROM cloud_grants"));

        await (cloud == "webex" ? world.Webex : world.Salesforce).DeleteControlAsync("faults");
        (status, body) = await SendAsync(world, "erase", ann.Email, "erase");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Empty(body["remains"]!.AsArray());
        Assert.Empty(body["atClouds"]!.AsArray());
        Assert.Empty((await world.Webex.ControlAsync("webhooks"))["webhooks"]!.AsArray());
        Assert.Equal(HttpStatusCode.Unauthorized, await LeavingWorld.OrgTakes(world, token));
    }

    [Fact]
    public async Task What_a_cloud_will_not_give_back_is_said_and_keeps_nobody_here()
    {
        await using var world = await TestWorld.StartAsync();
        var panel = (await world.ConnectAsync(TestWorld.Ann))[0];
        var ann = (await world.Get<Agents>().FindAsync(world.TenantId, panel.AgentId, TestWorld.Stop))!;
        await FailAsync(world, "webex", 403);
        var body = (await SendAsync(world, "erase", ann.Email, "erase")).Body;
        Assert.Empty(body["remains"]!.AsArray());
        Assert.Contains("stays at Webex", (string)Assert.Single(body["atClouds"]!.AsArray())!, StringComparison.Ordinal);
        Assert.Equal(0, await world.CountAsync("SELECT COUNT(*) FROM agents"));
    }

    [Fact]
    public async Task Whom_Webex_shuts_out_is_erased_and_the_webhook_that_stays_is_said()
    {
        await using var world = await TestWorld.StartAsync();
        var panel = (await world.ConnectAsync(TestWorld.Ann))[0];
        var ann = (await world.Get<Agents>().FindAsync(world.TenantId, panel.AgentId, TestWorld.Stop))!;
        await world.Webex.ControlAsync("tokens/revoke", new { user = TestWorld.Ann, accessTokensOnly = true });
        var body = new { message = "The client_id or client_secret is invalid.", trackingId = "ROUTER_1" };
        await world.Webex.ControlAsync("faults", new { match = new { method = "POST", path = "^/v1/access_token" }, times = 5, fault = new { kind = "status", status = 401, body } });
        var erased = (await SendAsync(world, "erase", ann.Email, "erase")).Body;
        Assert.Empty(erased["remains"]!.AsArray());
        Assert.Contains("stays at Webex", (string)Assert.Single(erased["atClouds"]!.AsArray())!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_is_known_in_each_of_its_spellings()
    {
        await using var world = await TestWorld.StartAsync();
        var panel = (await world.ConnectAsync(TestWorld.Ann))[0];
        var ann = (await world.Get<Agents>().FindAsync(world.TenantId, panel.AgentId, TestWorld.Stop))!;
        await CallAsync(world, panel, Maria, Note);
        await world.SettleAsync();
        var contact = (string)(await world.QueryAsync("SELECT Id FROM Contact WHERE Name = 'Maria Lopez'")).Single()["Id"]!;
        var long18 = Tables(await AskAsync(world, "find", contact));
        Assert.Contains("call_logs", long18.Keys);
        Assert.Equal(long18, Tables(await AskAsync(world, "find", contact[..15])));

        var webex = (string)(await world.Webex.ControlAsync("people"))["people"]!.AsArray().Single(one => (string)one!["email"]! == TestWorld.Ann)!["id"]!;
        var encoded = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"ciscospark://us/PEOPLE/{WebexIds.BareUuid(webex)}"));
        Assert.Equal((ann.Name, true), await NameAsync(encoded));
        Assert.Equal((ann.Name, true), await NameAsync(encoded.TrimEnd('=')));

        async Task<(string, bool)> NameAsync(string id)
        {
            var found = await AskAsync(world, "find", id);
            return ((string)found["name"]!, (bool)found["isAgent"]!);
        }
    }

    private static Task FailAsync(TestWorld world, string cloud, int status) => cloud == "webex"
        ? world.Webex.ControlAsync("faults", new { match = new { method = "DELETE", path = "^/v1/webhooks" }, fault = new { kind = "status", status, body = new { message = "Not now.", trackingId = "ROUTER_1" } } })
        : world.Salesforce.ControlAsync("faults", new { match = new { method = "POST", path = "^/services/oauth2/revoke" }, fault = new { kind = "serverUnavailable" } });

    private static async Task CallAsync(TestWorld world, PanelClient panel, string from, string note)
    {
        var played = await world.PlayAsync(panel.User, "answered", from);
        var call = await world.CallOfAsync(panel, (string)played["callSessionId"]!);
        await world.Get<CallLogs>().SaveNotesAsync(world.TenantId, call.CallSessionId, call.PersonId, note, TestWorld.Stop);
        await world.AdvanceAsync(TimeSpan.FromSeconds(20));
    }

    private static Dictionary<string, int> Tables(JsonNode found) => found["tables"]!.AsArray().ToDictionary(table => (string)table!["table"]!, table => (int)table!["rows"]!);

    private static async Task<JsonNode> AskAsync(TestWorld world, string door, string who)
    {
        var (status, body) = await SendAsync(world, door, who);
        Assert.Equal(HttpStatusCode.OK, status);
        return body;
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> SendAsync(TestWorld world, string door, string who, string? word = null)
    {
        using var admin = world.NewAdmin();
        using var answer = await admin.PostAsJsonAsync($"/admin/api/tenants/{world.TenantId}/person/{door}", new { who, word }, TestWorld.Stop);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>(TestWorld.Stop))!);
    }

    // All that the tables hold, secrets aside.
    private static async Task<string> EverythingAsync(TestWorld world)
    {
        using var admin = world.NewAdmin();
        return System.Text.RegularExpressions.Regex.Unescape((await admin.GetStringAsync($"/admin/api/tenants/{world.TenantId}/leaving/export", TestWorld.Stop)).Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\u", "\\u", StringComparison.Ordinal));
    }
}
