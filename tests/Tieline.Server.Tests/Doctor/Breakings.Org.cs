using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Web;
using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Settings;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Connections.Connecting;
using Tieline.Server.Tests.Support;
using Tieline.Server.Tests.Users;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Doctor;

/// <summary>How the server and the org are broken.</summary>
internal static partial class Breakings
{
    private static Task Options(HealthyWorld world, string address)
    {
        world.World.Get<TielineOptions>().PublicAddress = address;
        return Task.CompletedTask;
    }

    private static Task Disk(HealthyWorld world, long free)
    {
        world.Disk.Free = free;
        return Task.CompletedTask;
    }

    // As left by a server that took it and died, and is not swept up yet: that happens with the clock, which stands still here.
    private static Task NotificationAsync(HealthyWorld world) => world.World.Get<GroupCommitWriter>().CommitAsync(
        [new Statement(
            "INSERT INTO inbox (id, tenant_id, subject, ordering_key, person_id, source, body, received_at, dedupe_key, state) VALUES ($1, $2, 'call', 'a', 'b', 'webhook', $3, $4, $3, 0)",
            [Guid.CreateVersion7(), world.World.TenantId, "stuck"u8.ToArray(), Ago(world, TimeSpan.FromMinutes(20))])],
        TestWorld.Stop);

    private static Task OverdueAsync(HealthyWorld world) => InsertDeliveryAsync(world, state: 0, failure: null, due: Ago(world, TimeSpan.FromHours(1)));

    private static Task DeliveryAsync(HealthyWorld world, int state) => InsertDeliveryAsync(world, state, failure: 2, due: Ago(world, TimeSpan.FromHours(-9)));

    private static Task InsertDeliveryAsync(HealthyWorld world, int state, int? failure, long due) => world.World.Get<GroupCommitWriter>().CommitAsync(
        [new Statement(
            """
            INSERT INTO deliveries (tenant_id, kind, delivery_key, revision, delivered_revision, payload, state, due_at, asked_due_at, attempt, attempt_revision, failures, failure_kind, unsure, asked_at, version)
            VALUES ($1, 'nobodys', 'key', 1, 0, $2, $3, $4, $4, 1, 1, 1, $5, FALSE, $6, 1)
            """,
            [world.World.TenantId, Array.Empty<byte>(), state, due, failure, Ago(world, TimeSpan.FromHours(2))])],
        TestWorld.Stop);

    private static long Ago(HealthyWorld world, TimeSpan time) => Moment.ToMicroseconds(world.World.Clock.UtcNow - time);

    private static Task ClockAsync(HealthyWorld world)
    {
        world.World.Clock.Advance(TimeSpan.FromMinutes(2));
        return Task.CompletedTask;
    }

    internal static async Task CertificateAloneAsync(HealthyWorld world)
    {
        var salesforce = new TenantChange.SalesforcePart(Way: nameof(SalesforceWay.JwtBearer), ConsumerSecret: "");
        await world.World.Get<TenantChanges>().WriteAsync(world.World.TenantId, new TenantChange { Salesforce = salesforce }, Actor.AdminKey, TestWorld.Stop);
    }

    private static Task FrontAsync(HealthyWorld world, object fault) => world.World.Salesforce.ControlAsync("faults", new { match = new { method = "GET", path = "^/services/data/?$" }, fault });

    private static Task AnswersAsync(Simulator cloud, string path, int status, object body) => cloud.ControlAsync("faults", new { match = new { path }, fault = new { kind = "status", status, body } });

    private static async Task RefusedRenewalAsync(HealthyWorld world, string error, string words)
    {
        await world.World.Salesforce.ControlAsync("faults", new { match = new { method = "POST", path = "^/services/oauth2/token" }, fault = new { kind = "status", status = 400, body = new { error, error_description = words } } });
        await world.World.Salesforce.ControlAsync("session/expire", new { });
    }

    // Says yes to everything, as a hotel's network or the former server's proxy does.
    private static async Task StrangerAsync(HealthyWorld world)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var stranger = world.Ends(builder.Build());
        stranger.Urls.Add("http://127.0.0.1:0");
        stranger.MapFallback(() => "OK");
        await stranger.StartAsync(TestWorld.Stop);
        await Options(world, stranger.Urls.Single());
    }

    private static Task CertificateAsync(HealthyWorld world, TimeSpan age) => world.World.Get<Tenants>().ChangeAsync(
        world.World.TenantId, Actor.AdminKey,
        row =>
        {
            (row.SalesforceWay, row.SalesforceCertificate) = (nameof(SalesforceWay.JwtBearer), KeyPair.Make(world.World.Clock.UtcNow - age).Certificate);
            return [];
        },
        TestWorld.Stop);

    // A look, half an hour in which somebody asks a lot, and another look; a third, right afterwards, must not forget it.
    private static async Task ForecastAsync(HealthyWorld world)
    {
        await world.RunAsync();
        var used = (int)(await world.World.Salesforce.ControlAsync("limits"))["used"]!;
        await world.World.Salesforce.ControlAsync("limits", new { dailyRequests = used + 1000 });
        for (var call = 0; call < 30; call++)
        {
            await world.Org.QueryAsync("SELECT Id FROM Organization");
        }

        await world.World.AdvanceAsync(TimeSpan.FromMinutes(30));
        await world.RunAsync();
        await world.World.AdvanceAsync(TimeSpan.FromMinutes(1));
    }

    private static async Task ModifyAllAsync(HealthyWorld world)
    {
        await GiveAsync(world, new { Name = "Too_Much", Label = "Too Much" });
        var set = (string)(await world.Org.QueryAsync("SELECT Id FROM PermissionSet WHERE Name = 'Too_Much'"))[0]!["Id"]!;
        await world.Org.CreateAsync("admin@nordlys.example", "ObjectPermissions", new
        {
            ParentId = set, SobjectType = "Account", PermissionsRead = true, PermissionsCreate = true, PermissionsEdit = true, PermissionsDelete = true, PermissionsViewAllRecords = true, PermissionsModifyAllRecords = true,
        });
    }

    private static async Task NoLeadsAsync(HealthyWorld world) =>
        await world.Org.ChangeAsync("ObjectPermissions", "SobjectType = 'Lead' AND (Parent.Name = 'Tieline_Integration' OR Parent.Profile.Name = 'Minimum Access - Salesforce')", null);

    private static Task OwnRolesAsync(HealthyWorld world) => world.World.Get<SettingsStore>().WriteAsync(
        world.World.TenantId, [new SettingChange(PeopleSettings.RolesFrom.Key, SettingScope.All, "tieline")], Actor.AdminKey, TestWorld.Stop);

    // Both worked here and were signed out: it is not for the doctor to give them the role back.
    private static async Task NobodyAsync(HealthyWorld world)
    {
        await world.Org.ChangeAsync("PermissionSetAssignment", "PermissionSet.Name = 'Webex_User'", null);
        await world.RunAsync();
        foreach (var user in new[] { TestWorld.Ann, TestWorld.Bo })
        {
            Assert.True((await world.World.AdminAsync(HttpMethod.Post, $"people/{await world.World.SalesforceUserIdAsync(user)}/sign-out")).Status < System.Net.HttpStatusCode.BadRequest);
        }
    }

    private static async Task EndServiceAppAsync(HealthyWorld world)
    {
        await world.World.Webex.ControlAsync($"service-apps/{WebexWaysTests.AppId}/deauthorize", new { admin = HealthyWorld.WebexAdmin });
        await world.RunAsync(); // Notices it.
    }

    private static async Task PastedAsync(HealthyWorld world)
    {
        var token = (string)(await world.World.Webex.ControlAsync("tokens", new { user = TestWorld.Carla }))["access_token"]!;
        await world.AskAsync(HttpMethod.Post, $"/admin/api/tenants/{world.World.TenantId}/webex/personal-token", body: new { token });
        await world.AskAsync(HttpMethod.Post, $"/admin/api/tenants/{world.World.TenantId}/webex/personal-token/register", body: new { });
    }

    // A hundred deliveries that fail within five minutes; the upkeep's next round would mend it.
    private static async Task SwitchOffAsync(HealthyWorld world)
    {
        await world.World.Webex.ControlAsync("webhook-delivery", new { mode = "wronglySigned" });
        for (var call = 0; call < 40; call++)
        {
            await world.World.PlayAsync(TestWorld.Ann, "callerHangsUp", ringSeconds: 1);
            await world.World.Webex.ControlAsync("clock", new { advanceSeconds = 4 });
        }

    }

    private static async Task AppAsync(HealthyWorld world, object? policies = null, string? secret = null, string? callback = null, bool expire = false)
    {
        var app = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(policies ?? new { }))!.AsObject();
        app["consumerKey"] = "3MVG9test";
        app["consumerSecret"] = secret ?? TestWorld.Secrets.ConsumerSecret;
        app["callbackUrls"] = new JsonArray(callback ?? $"{world.World.Address}/connect/salesforce/callback");
        app["scopes"] = new JsonArray("api", "refresh_token", "id", "openid", "web");
        app["pkceRequired"] = true;
        await world.World.Salesforce.ControlAsync("apps", app);
        if (expire)
        {
            await world.World.Salesforce.ControlAsync("session/expire", new { });
        }
    }

    private static async Task RefusedAgentAsync(HealthyWorld world)
    {
        await AppAsync(world, new { permittedUsers = "AdminApprovedPreAuthorized", permissionSets = new[] { "Tieline_Integration" } });
        using var carla = await world.World.OpenPanelAsync(TestWorld.Carla);
        Assert.Contains("not admin approved", (await carla.SignInAsync("salesforce")).Page, StringComparison.Ordinal);
    }

    private static async Task IpAsync(HealthyWorld world)
    {
        await world.World.Salesforce.ControlAsync("ip", new { ranges = new[] { "10.0.0.0/8" } });
        await world.World.Salesforce.ControlAsync("session/expire", new { });
    }

    private static Task ApiOffAsync(HealthyWorld world) =>
        world.Org.ChangeAsync("PermissionSet", "Name = 'Tieline_Integration' OR Profile.Name = 'Minimum Access - Salesforce'", new { PermissionsApiEnabled = false });

    private static Task NoTasksAsync(HealthyWorld world) =>
        world.Org.ChangeAsync("PermissionSet", "Name = 'Tieline_Integration' OR Profile.Name = 'Minimum Access - Salesforce'", new { PermissionsEditTask = false });

    private static async Task UsedUpAsync(HealthyWorld world)
    {
        var used = (int)(await world.World.Salesforce.ControlAsync("limits"))["used"]!;
        await world.World.Salesforce.ControlAsync("limits", new { dailyRequests = used });
    }

    // The org grants what the page is asked for, and more than the app was meant for when an administrator ticked it.
    private static async Task IntegrationScopesAsync(HealthyWorld world, string scopes)
    {
        await AppAsync(world);
        var begun = await world.AskAsync(HttpMethod.Post, $"/admin/api/tenants/{world.World.TenantId}/salesforce/sign-in", body: new { });
        using var page = await world.World.Http.GetAsync(await Consent.GiveAsync(WithScopes((string)begun["url"]!, scopes), TestWorld.Integration), TestWorld.Stop);
        Assert.True(page.IsSuccessStatusCode);
    }

    private static Uri WithScopes(string url, string scopes)
    {
        var address = new UriBuilder(url);
        var query = HttpUtility.ParseQueryString(address.Query);
        query["scope"] = scopes;
        address.Query = query.ToString();
        return address.Uri;
    }

    private static async Task GiveAsync(HealthyWorld world, object set)
    {
        await world.Org.CreateAsync("admin@nordlys.example", "PermissionSet", set);
        await world.Org.AssignAsync(TestWorld.Integration, "Too_Much");
    }

    private static async Task SelectFiveAsync(HealthyWorld world)
    {
        foreach (var name in new[] { "Account", "Contact", "Lead", "Opportunity", "Case" })
        {
            await world.Org.SendAsync("admin@nordlys.example", HttpMethod.Post, "/services/data/v66.0/tooling/sobjects/PlatformEventChannelMember", JsonContent.Create(new JsonObject
            {
                ["FullName"] = $"ChangeEvents_{name}ChangeEvent", ["Metadata"] = new JsonObject { ["eventChannel"] = "ChangeEvents", ["selectedEntity"] = $"{name}ChangeEvent" },
            }));
        }
    }

    // Given back by the Fix, which needs the optional permission set.
    private static async Task NoSetAsync(HealthyWorld world)
    {
        await world.Org.AssignAsync(TestWorld.Integration, "Tieline_Assign");
        await world.Org.ChangeAsync("PermissionSetAssignment", $"Assignee.Username = '{TestWorld.Carla}' AND PermissionSet.Name = 'Webex_User'", null);
        using var carla = await world.World.OpenPanelAsync(TestWorld.Carla);
    }

    // Ours is there before: a server without a key of its own takes the org over.
    private static async Task OtherKeyAsync(HealthyWorld world)
    {
        await world.RunAsync();
        await world.World.Salesforce.ControlAsync("clock", new { advanceSeconds = 1 });
        await world.Org.CreateAsync(TestWorld.Integration, "Webex_Launch_Key__c", new { Secret__c = "of another", Server_Url__c = "https://old.example.com", Active__c = true });
    }

    // Deleted in the org, and no new one may be made.
    private static async Task KeyClosedAsync(HealthyWorld world)
    {
        foreach (var key in (await world.Org.SendAsync(TestWorld.Integration, HttpMethod.Get, "/services/data/v66.0/query?q=SELECT+Id+FROM+Webex_Launch_Key__c"))["records"]!.AsArray())
        {
            await world.Org.SendAsync(TestWorld.Integration, HttpMethod.Delete, $"/services/data/v66.0/sobjects/Webex_Launch_Key__c/{key!["Id"]}");
        }

        await world.Org.ChangeAsync("ObjectPermissions", "SobjectType = 'Webex_Launch_Key__c' AND Parent.Name = 'Tieline_Integration'", new { PermissionsCreate = false });
    }
}
