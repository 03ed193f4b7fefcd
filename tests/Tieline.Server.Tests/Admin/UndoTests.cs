using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tieline.Server.Admin.AuditPages;
using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Deliveries;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;
using Tieline.Server.Tests.Users;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Admin;

/// <summary>Each sort of change in the audit trail: taken back while nothing was built on it, or a few words why not.</summary>
public sealed class UndoTests : IAsyncLifetime
{
    private TestWorld World { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        World = await TestWorld.StartAsync();
        await World.ConnectAsync(TestWorld.Ann);
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    [Fact]
    public async Task Roles_in_Salesforce_are_given_back_and_taken_back_once()
    {
        await RolesAsync(TestWorld.Bo, give: "Admin");
        Assert.Equal(["Webex_Admin", "Webex_User"], await World.AssignedAsync(TestWorld.Bo));
        await UndoAsync(await NewestAsync("role"));
        Assert.Equal(["Webex_User"], await World.AssignedAsync(TestWorld.Bo));
        var undoing = await NewestAsync("role");
        Assert.Equal(("Webex User, Webex Admin", "Webex User"), ((string)undoing["before"]!, (string)undoing["after"]!));
        Assert.True((bool)(await EntriesAsync()).Single(entry => (string)entry["id"]! == (string)undoing["undoOf"]!)["isUndone"]!);
        await RefusedAsync((string)undoing["undoOf"]!, "taken back before");

        await RolesAsync(TestWorld.Bo, take: "User");
        await UndoAsync(await NewestAsync("role"));
        Assert.Equal(["Webex_User"], await World.AssignedAsync(TestWorld.Bo));
    }

    [Fact]
    public async Task Roles_that_were_changed_since_in_Salesforce_itself_stay()
    {
        await RolesAsync(TestWorld.Bo, give: "Admin");
        await World.GiveInSalesforceAsync(TestWorld.Bo, "Webex_Import_Admin");
        await RefusedAsync((string)(await NewestAsync("role"))["id"]!, "changed since");
        Assert.Equal(["Webex_Admin", "Webex_Import_Admin", "Webex_User"], await World.AssignedAsync(TestWorld.Bo));
    }

    [Fact]
    public async Task What_Salesforce_refuses_to_take_back_is_told_in_words_and_is_not_taken_back()
    {
        await RolesAsync(TestWorld.Bo, take: "User");
        await World.Salesforce.ControlAsync("rules", new { @object = "PermissionSetAssignment", operation = "insert", message = "No licence is left." });
        await RefusedAsync((string)(await NewestAsync("role"))["id"]!, "No licence is left.");
        Assert.False((bool)(await NewestAsync("role"))["isUndone"]!);
        await World.Salesforce.DeleteControlAsync("rules");
        await UndoAsync(await NewestAsync("role"));
        Assert.Equal(["Webex_User"], await World.AssignedAsync(TestWorld.Bo));
    }

    [Fact]
    public async Task Roles_of_our_own_list_are_taken_back_and_a_files_are_of_the_same_sort()
    {
        await World.RemovePackageAsync();
        await World.SetAsync("people.rolesFrom", "tieline");
        var bo = await World.SalesforceUserIdAsync(TestWorld.Bo);
        await RolesAsync(TestWorld.Bo, give: "Admin");
        LaterOn();
        using var admin = World.NewAdmin();
        using var applied = await admin.PostAsync(
            $"/admin/api/tenants/{World.TenantId}/config/apply", new StringContent($"version: 1\nroles:\n  {TestWorld.Bo}: [User, ImportAdmin]\n"), TestWorld.Stop);
        Assert.Equal(HttpStatusCode.OK, applied.StatusCode);
        var given = (await EntriesAsync()).Where(entry => (string)entry["what"]! == "role").ToList();
        Assert.Equal(
            [$"config file: Bo Lind ({bo}): Webex User, Webex Admin -> Webex User, Webex Import Admin", $"admin key: Bo Lind ({bo}):  -> Webex User, Webex Admin"],
            given.Select(entry => $"{entry["who"]}: {entry["subject"]}: {entry["before"]} -> {entry["after"]}"));

        await RefusedAsync((string)given[1]["id"]!, "changed since");
        await UndoAsync(given[0]);
        Assert.Equal(["User", "Admin"], await OwnRolesAsync(bo));
        await UndoAsync(given[1]);
        Assert.Empty(await OwnRolesAsync(bo));
    }

    [Fact]
    public async Task A_corrected_person_is_put_back_though_Webex_cannot_be_asked()
    {
        await CorrectAsync(new { email = TestWorld.Carla });
        LaterOn();
        await CorrectAsync(new { email = TestWorld.David });
        await World.AdminAsync(HttpMethod.Post, $"people/{await World.SalesforceUserIdAsync(TestWorld.Ann)}/sign-out");
        var (second, first) = (await NewestAsync("person"), (await EntriesAsync()).Where(entry => (string)entry["what"]! == "person").ElementAt(1));
        await RefusedAsync((string)first["id"]!, "changed since");
        await UndoAsync(second);
        Assert.Equal("Carla Ruiz <carla.ruiz@nordlys.example>", (await CorrectionAsync())?.Subject);
        await UndoAsync(first);
        Assert.Null(await CorrectionAsync());
    }

    [Theory]
    [InlineData("""{"name":"Nordlys Production"}""", "name", "Nordlys Industries")]
    [InlineData("""{"defaultCountry":"DK"}""", "defaultCountry", "US")]
    [InlineData("""{"salesforce":{"way":"ClientCredentials"}}""", "salesforceWay", "WebServer")]
    public async Task A_field_of_the_connection_is_put_back_unless_it_was_changed_again(string change, string field, string before)
    {
        Assert.Equal(HttpStatusCode.NoContent, (await World.AdminAsync(HttpMethod.Patch, "", JsonNode.Parse(change))).Status);
        await UndoAsync(await NewestAsync("connection"));
        Assert.Equal(before, (string)(await World.AdminAsync(HttpMethod.Get, "")).Body["tenant"]![field]!);

        await World.AdminAsync(HttpMethod.Patch, "", JsonNode.Parse(change));
        var entry = await NewestAsync("connection");
        await World.AdminAsync(HttpMethod.Patch, "", new { name = "Another name", defaultCountry = "SE", salesforce = new { way = "JwtBearer" } });
        await RefusedAsync((string)entry["id"]!, "changed since");
    }

    [Fact]
    public async Task The_pages_that_the_doctor_let_in_are_put_out_again()
    {
        await World.AdminAsync(HttpMethod.Patch, "", new { hostOrigins = new[] { "https://old.lightning.force.com" } });
        LaterOn();
        Assert.Equal(HttpStatusCode.OK, (await World.AdminAsync(HttpMethod.Post, "doctor/HostOrigins/fix")).Status);
        Assert.Equal(2, (await OriginsAsync()).Count);
        await UndoAsync(await NewestAsync("connection"));
        Assert.Equal(["https://old.lightning.force.com"], await OriginsAsync());
    }

    [Fact]
    public async Task A_delivery_that_was_given_up_is_brought_after_all_and_one_that_was_tried_again_is_given_up_again()
    {
        await World.Salesforce.ControlAsync("rules", new { @object = "Task", operation = "insert", message = "Not today." });
        await World.PlayAsync(TestWorld.Ann);
        await World.AdvanceAsync(TimeSpan.FromSeconds(30));
        var list = World.Get<DeliveryList>();
        await World.EventuallyAsync(async () => (await list.CountAsync(World.TenantId, TestWorld.Stop)).Failing == 1);
        await World.EventuallyAsync(async () => await World.CountAsync("SELECT COUNT(*) FROM inbox WHERE state = 0") == 0); // The end of the call asks for the log once more.
        var failing = (await list.ListAsync(World.TenantId, DeliveryStanding.Failing, 9, TestWorld.Stop)).Single();
        await World.EventuallyAsync(() => list.GiveUpAsync(World.TenantId, failing.Kind, failing.Key, new Actor("Grace", "005"), TestWorld.Stop)); // Not while it is being sent.
        var givenUp = await NewestAsync("delivery");
        Assert.Equal(("Grace", $"{failing.Kind} {failing.Key}", "Failing", "Dead"), ((string)givenUp["who"]!, (string)givenUp["subject"]!, (string)givenUp["before"]!, (string)givenUp["after"]!));
        var dead = (await list.ListAsync(World.TenantId, DeliveryStanding.Dead, 9, TestWorld.Stop)).Single();
        Assert.Contains("Grace", dead.Reason, StringComparison.Ordinal);
        Assert.Contains("Not today.", dead.Reason, StringComparison.Ordinal);

        await World.Salesforce.DeleteControlAsync("rules");
        await UndoAsync(givenUp);
        await World.EventuallyAsync(async () => (await World.TasksAsync()).Count == 1);
        await RefusedAsync((string)(await NewestAsync("delivery"))["id"]!, "changed since"); // It was brought: nothing is left to give up.
    }

    [Fact]
    public async Task A_delivery_that_waited_when_it_was_given_up_waits_again_for_its_time()
    {
        var due = Moment.ToMicroseconds(World.Clock.UtcNow + TimeSpan.FromHours(9));
        await World.Get<GroupCommitWriter>().CommitAsync(
            [new Statement(
                """
                INSERT INTO deliveries (tenant_id, kind, delivery_key, revision, delivered_revision, payload, state, due_at, asked_due_at, attempt, attempt_revision, failures, unsure, asked_at, version)
                VALUES ($1, 'nobodys', 'key', 1, 0, $2, 0, $3, $3, 0, 0, 0, FALSE, 1, 1)
                """,
                [World.TenantId, Array.Empty<byte>(), due])],
            TestWorld.Stop);
        var list = World.Get<DeliveryList>();
        Assert.True(await list.GiveUpAsync(World.TenantId, "nobodys", "key", new Actor("Grace", "005"), TestWorld.Stop));
        await UndoAsync(await NewestAsync("delivery"));
        var undone = await NewestAsync("delivery");
        Assert.Equal(("Dead", "Waiting"), ((string)undone["before"]!, (string)undone["after"]!));
        var waiting = (await list.ListAsync(World.TenantId, DeliveryStanding.Waiting, 9, TestWorld.Stop)).Single();
        Assert.Equal((null, due), (waiting.Reason, Moment.ToMicroseconds(waiting.DueAt)));
        Assert.Equal(0, (await list.CountAsync(World.TenantId, TestWorld.Stop)).Failing);
    }

    [Fact]
    public async Task What_cannot_be_taken_back_says_why_in_the_list_and_at_the_door()
    {
        await World.AdminAsync(HttpMethod.Patch, "", new { webex = new { clientId = "Cother", clientSecret = "another secret" } });
        await World.AdminAsync(HttpMethod.Post, $"people/{await World.SalesforceUserIdAsync(TestWorld.Ann)}/sign-out");
        foreach (var (what, words) in new[] { ("secret", "not kept"), ("connection", "sign-in that is not kept"), ("signedOut", "new sign-in"), ("linked", "sign-in is not taken back"), ("tenant", "page Leaving") })
        {
            var entry = await NewestAsync(what);
            Assert.Contains(words, (string)entry["whyNoUndo"]!, StringComparison.Ordinal);
            await RefusedAsync((string)entry["id"]!, words);
        }
    }

    [Fact]
    public async Task What_was_about_somebody_who_was_erased_is_not_taken_back()
    {
        var ann = await World.SalesforceUserIdAsync(TestWorld.Ann);
        foreach (var value in new[] { "Lead", null })
        {
            await World.AdminAsync(HttpMethod.Post, "settings", new { settings = new[] { new { key = "calling.inboundSearch", value, userId = ann } } });
        }

        await RolesAsync(TestWorld.Ann, give: "Admin");
        Assert.Equal(HttpStatusCode.OK, (await World.AdminAsync(HttpMethod.Post, "person/erase", new { who = TestWorld.Ann, word = "erase" })).Status);
        foreach (var what in new[] { "setting", "role" })
        {
            await RefusedAsync((string)(await NewestAsync(what))["id"]!, "erased");
        }

        Assert.Equal(0, await World.CountAsync("SELECT COUNT(*) FROM settings"));
    }

    [Theory]
    [InlineData("calls/1 a", null)]
    [InlineData("calls/1 erased", NoUndo.Anonymous)]
    [InlineData("calls/1 a:erased", NoUndo.Anonymous)]
    public void A_delivery_of_somebody_who_was_erased_says_so(string subject, object? why) =>
        Assert.Equal((NoUndo?)why, Undoing.WhyNot(new AuditEvent(AuditKinds.Delivery, subject, "Failing", "Dead")));

    [Fact]
    public async Task An_entry_of_a_sort_that_this_version_does_not_know_is_shown_and_hides_no_other()
    {
        await World.Get<GroupCommitWriter>().WriteAsync(
            (db, _) => Task.FromResult(db.Add(new AuditRow { TenantId = World.TenantId, EntryId = Guid.CreateVersion7(World.Clock.UtcNow), At = Moment.ToMicroseconds(World.Clock.UtcNow), Who = "config file", What = "fileRole", Subject = "005", After = "User" })),
            TestWorld.Stop);
        var entry = await NewestAsync("fileRole");
        Assert.Contains("Another version", (string)entry["whyNoUndo"]!, StringComparison.Ordinal);
        await RefusedAsync((string)entry["id"]!, "Another version");
        Assert.NotNull(await NewestAsync("tenant"));

        using var admin = World.NewAdmin();
        var session = (string)(await Simulator.ReadAsync(await admin.PostAsync("/admin/api/session", null, TestWorld.Stop)))["session"]!;
        await using var page = await Circuit.OpenAsync(World, session, "tieline-admin", page: "audit");
        await page.ShowsAsync(World, "fileRole");
        await page.ShowsAsync(World, "Organisation added");
    }

    [Fact]
    public void Every_sort_of_entry_has_its_answer_and_the_trail_takes_no_other()
    {
        Assert.All(AuditKinds.All, kind => Assert.NotEqual(NoUndo.Unknown, Undoing.WhyNot(new AuditEvent(kind, "", null, null))));
        Assert.Throws<ArgumentOutOfRangeException>(() => World.Get<AuditTrail>().Note(null!, World.TenantId, Actor.AdminKey, new AuditEvent("nonsense", "", null, null)));
    }

    // Of two changes at one and the same moment neither is the last.
    private void LaterOn() => World.Clock.Advance(TimeSpan.FromSeconds(1));

    private async Task RolesAsync(string user, string? give = null, string? take = null)
    {
        var body = new { userIds = new[] { await World.SalesforceUserIdAsync(user) }, give = give is null ? null : new[] { give }, take = take is null ? null : new[] { take } };
        Assert.True((bool)(await World.AdminAsync(HttpMethod.Post, "roles", body)).Body["results"]![0]!["changed"]!);
    }

    private async Task CorrectAsync(object choice) =>
        Assert.Equal(HttpStatusCode.OK, (await World.AdminAsync(HttpMethod.Post, $"people/{await World.SalesforceUserIdAsync(TestWorld.Bo)}/person", choice)).Status);

    private async Task<WebexPerson?> CorrectionAsync() =>
        await World.Get<PersonCorrections>().FindAsync(World.TenantId, await World.SalesforceUserIdAsync(TestWorld.Bo), TestWorld.Stop);

    private async Task<IReadOnlyList<string>> OwnRolesAsync(string userId) =>
        [.. (await World.Get<OwnRoles>().HeldAsync(World.TenantId, TestWorld.Stop)).GetValueOrDefault(userId, []).Select(held => held.Role.ToString())];

    private async Task<IReadOnlyList<string>> OriginsAsync() =>
        [.. (await World.AdminAsync(HttpMethod.Get, "")).Body["tenant"]!["hostOrigins"]!.AsArray().Select(origin => (string)origin!)];

    private async Task<IReadOnlyList<JsonNode>> EntriesAsync() => [.. (await World.AdminAsync(HttpMethod.Get, "audit")).Body["entries"]!.AsArray().Select(entry => entry!)];

    private async Task<JsonNode> NewestAsync(string what) => (await EntriesAsync()).First(entry => (string)entry["what"]! == what);

    private async Task UndoAsync(JsonNode entry)
    {
        var (status, body) = await World.AdminAsync(HttpMethod.Post, $"audit/{entry["id"]}/undo");
        Assert.True(status == HttpStatusCode.NoContent, body.ToJsonString());
    }

    private async Task RefusedAsync(string entryId, string words)
    {
        var (status, body) = await World.AdminAsync(HttpMethod.Post, $"audit/{entryId}/undo");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains(words, (string)body["detail"]!, StringComparison.Ordinal);
    }
}
