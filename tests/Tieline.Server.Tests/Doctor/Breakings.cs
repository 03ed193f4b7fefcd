using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Web;
using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Storage;
using Tieline.Server.Doctor.Package;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Doctor;

/// <summary>One way to break what each check looks at, and what the check must say then. Checks that a whole world cannot break stand in <see cref="OtherBreakings"/>.</summary>
internal static class Breakings
{
    private static readonly string[] WebexScopes = ["spark:people_read", "spark:calls_read", "spark:calls_write", "spark:telephony_config_read", "spark:kms"];

    public static readonly IReadOnlyDictionary<string, Breaking> All = new Dictionary<string, Breaking>
    {
        ["address does not answer"] = new("PublicAddress", "broken", "does not answer", world => Options(world, "http://127.0.0.1:9")),
        ["address is not https"] = new("PublicAddress", "broken", "is not https", world => Options(world, "http://tieline.example.com")),
        ["disk is nearly full"] = new("DataFolder", "warning", "Only 900 MB", world => Disk(world, 900_000_000)),
        ["disk is full"] = new("DataFolder", "broken", "Only 90 MB", world => Disk(world, 90_000_000)),
        ["a notification is stuck"] = new("QueueAge", "broken", "has waited for 20 minutes", NotificationAsync),
        ["deliveries are not tried"] = new("QueueAge", "broken", "1 deliveries are overdue", OverdueAsync),
        ["a delivery was given up"] = new("DeadDeliveries", "warning", "1 deliveries were given up", world => DeliveryAsync(world, state: 3)) { IsFixable = true, Afterwards = "warning" },
        ["a delivery fails"] = new("DeadDeliveries", "warning", "1 deliveries fail", world => DeliveryAsync(world, state: 0)),
        ["clocks differ from Salesforce's"] = new("SalesforceClock", "broken", "120 seconds", ClockAsync),
        ["clocks differ from Webex's"] = new("WebexClock", "broken", "120 seconds", ClockAsync),

        ["My Domain was renamed"] = new("MyDomain", "broken", "has moved", world => FrontAsync(world, new { kind = "status", status = 301, headers = new { Location = "https://new.my.salesforce.com/" } })),
        ["the org does not answer"] = new("MyDomain", "broken", "does not answer at", world => FrontAsync(world, new { kind = "refuse" })),
        ["the org is old"] = new("ApiVersion", "broken", "does not offer version 66.0", world => FrontAsync(world, new { kind = "status", status = 200, body = new[] { new { version = "64.0" }, new { version = "65.0" } } })),
        ["nobody is signed in to Salesforce"] = new("SalesforceSignIn", "broken", "sign-in", world => world.World.Get<Consents>().WithdrawAsync(GrantKey.Integration(world.World.TenantId), TestWorld.Stop)),
        ["the consumer secret was changed"] = new("AppSecret", "broken", "does not take key or secret", world => AppAsync(world, secret: "another")),
        ["the certificate is there and no secret"] = new("AppSecret", "warning", "nobody can sign in to Salesforce himself", CertificateAloneAsync),
        ["the callback URL is gone"] = new("SalesforceCallback", "broken", "does not list the callback URL", world => AppAsync(world, callback: "https://elsewhere.example.com/callback")),
        ["the app is not approved"] = new("AppApproved", "broken", "not admin approved", world => AppAsync(world, new { permittedUsers = "AdminApprovedPreAuthorized" }, expire: true)),
        ["an agent may not use the app"] = new("AppApproved", "warning", "Carla Ruiz", RefusedAgentAsync),
        ["IP ranges shut the server out"] = new("IpRestriction", "broken", "ip restricted", IpAsync),
        ["the policy ended the refresh token"] = new("RefreshToken", "broken", "refresh token has ended", world => AppAsync(world, new { refreshTokenPolicy = "Zero" })),
        ["the policy ended the sign-in"] = new("RefreshToken", "broken", "has ended the integration user's sign-in", world => AppAsync(world, new { refreshTokenPolicy = "Zero" }, expire: true)),
        ["the refresh token ends soon"] = new("RefreshToken", "warning", "sign-in ends at", world => AppAsync(world, new { refreshTokenPolicy = "SpecificInactivity", refreshTokenSeconds = 86400 })),
        ["the integration user is frozen"] = new("UserFrozen", "broken", "frozen or inactive", world => world.Org.ChangeAsync("UserLogin", "User.Username = 'integration@nordlys.example'", new { IsFrozen = true })),
        ["the API is off"] = new("ApiAccess", "broken", "refuses its API", ApiOffAsync),
        ["the edition is small"] = new("Edition", "warning", "Professional Edition", world => world.World.Salesforce.ControlAsync("setup", new { @object = "Organization", fields = new { OrganizationType = "Professional Edition" } })),
        ["API calls are used up"] = new("ApiCalls", "broken", "used up its API calls", UsedUpAsync),
        ["the sign-in has too many scopes"] = new("SalesforceScopes", "warning", "more than Tieline needs: web", world => IntegrationScopesAsync(world, "api refresh_token id openid web")),
        ["the sign-in lacks a scope"] = new("SalesforceScopes", "broken", "lacks openid", world => IntegrationScopesAsync(world, "api refresh_token id")),
        ["the integration user may too much"] = new("IntegrationRights", "warning", "ManageUsers", world => GiveAsync(world, new { Name = "Too_Much", Label = "Too Much", PermissionsManageUsers = true })),
        ["the integration user lacks View Setup"] = new("IntegrationRights", "warning", "ViewSetup", world => world.Org.ChangeAsync("PermissionSetAssignment", "PermissionSet.Name = 'Tieline_Integration'", null)),
        ["the integration user may not edit tasks"] = new("IntegrationRights", "broken", "lacks EditTask", NoTasksAsync),
        ["tasks cannot be written"] = new("ObjectRights", "broken", "may not create, change and delete tasks", NoTasksAsync),
        ["a field of tasks is closed"] = new("FieldRights", "broken", "Description", world => world.Org.ChangeAsync(
            "FieldPermissions", "Field = 'Task.Description' AND Parent.Profile.Name = 'Minimum Access - Salesforce'", new { PermissionsEdit = false })),
        ["change events are all taken"] = new("CdcEntities", "warning", "are taken", SelectFiveAsync),

        ["the package is older"] = new("PackageVersion", "warning", "version 0.0.9 of the package", world => world.Org.DeployAsync(($"PACKAGE_VERSION = '{PackageState.Expected}'", "PACKAGE_VERSION = '0.0.9'"))),
        ["a permission set is gone"] = new("PermissionSets", "broken", "Webex_Import_Admin", world => world.Org.ChangeAsync("PermissionSet", "Name = 'Webex_Import_Admin'", null)),
        ["an agent has no permission set"] = new("Assignments", "warning", "Carla Ruiz", NoSetAsync) { IsFixable = true, Trail = "role" },
        ["the Trusted URL is off"] = new("TrustedSite", "broken", "is not active", world => world.Org.DeployAsync(("<isActive>true</isActive>", "<isActive>false</isActive>"))),
        ["the Trusted URL allows no frames"] = new("TrustedSite", "broken", "does not allow frames", world => world.Org.DeployAsync(("<isApplicableToFrameSrc>true", "<isApplicableToFrameSrc>false"))),
        ["the Trusted URL is another server's"] = new("TrustedSite", "broken", "has no Trusted URL", world => world.Org.DeployAsync((world.World.Address, "https://old.example.com"))),
        ["the org's pages are not allowed"] = new("HostOrigins", "broken", "may not show the panels", world => SqlAsync(world, "UPDATE tenants SET host_origins = 'https://old.lightning.force.com'")) { IsFixable = true },
        ["another server wrote its launch key"] = new("LaunchSecret", "broken", "https://old.example.com", OtherKeyAsync) { IsFixable = true, Trail = "launchKey" },
        ["the launch key may not be written"] = new("LaunchSecret", "broken", "Tieline Integration", KeyClosedAsync),

        ["the redirect URI is gone"] = new("WebexCallback", "broken", "does not list the redirect URI", world => IntegrationAsync(world, redirect: "https://elsewhere.example.com/callback")),
        ["the integration is another"] = new("WebexCallback", "broken", "does not know the client id", world => SqlAsync(world, "UPDATE tenants SET webex_client_id = 'Cother'")),
        ["the integration offers fewer scopes"] = new("WebexCallback", "broken", "does not offer every scope", world => IntegrationAsync(world, scopes: ["spark:people_read", "spark:calls_read"])),
        ["a sign-in with Webex ended"] = new("WebexSignIns", "warning", "Ann Berg", EndAnnsSignInAsync),
        ["Control Hub shuts people out"] = new("WebexAllowed", "broken", "Carla Ruiz", ShutOutAsync),
        ["a sign-in with Webex lacks scopes"] = new("WebexScopes", "broken", "spark:calls_write", world => AnnsScopesAsync(world, ["spark:people_read", "spark:calls_read"])),
        ["a sign-in with Webex has too many scopes"] = new("WebexScopes", "warning", "spark:rooms_read", world => AnnsScopesAsync(world, [.. WebexScopes, "spark:rooms_read"])),
        ["a sign-in with Webex runs out"] = new("TokenLifetimes", "warning", "Ann Berg", world => LifetimeAsync(world, TimeSpan.FromDays(3))),
        ["a sign-in with Webex has run out"] = new("TokenLifetimes", "broken", "Ann Berg", world => LifetimeAsync(world, TimeSpan.FromDays(-1))),
        ["a webhook was deleted"] = new("WebhookActive", "broken", "Ann Berg", DeleteWebhookAsync) { IsFixable = true },
        ["a webhook signs with another secret"] = new("WebhookSecret", "broken", "Ann Berg", ChangeSecretAsync) { IsFixable = true },
        ["signatures were refused"] = new("WebhookSecret", "warning", "refused for their signature", RefusedSignaturesAsync) { IsFixable = true },
        ["an agent has no Webex Calling"] = new("CallingLicence", "broken", "Ann Berg", world => world.LicenseAsync("meetings", "webinars")),
        ["an agent may not host meetings"] = new("MeetingsLicence", "warning", "Ann Berg", world => world.LicenseAsync("calling", "webinars")),
        ["an agent may not host webinars"] = new("WebinarsLicence", "warning", "Ann Berg", world => world.LicenseAsync("calling", "meetings")),
    };

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

    private static Task IntegrationAsync(HealthyWorld world, string? redirect = null, string[]? scopes = null) => world.World.Webex.ControlAsync("integrations", new
    {
        name = "Tieline", clientId = "Ctest", clientSecret = TestWorld.Secrets.WebexSecret, redirectUris = new[] { redirect ?? $"{world.World.Address}/connect/webex/callback" }, scopes = scopes ?? [.. WebexScopes, "spark:rooms_read"],
    });

    private static async Task EndAnnsSignInAsync(HealthyWorld world)
    {
        await world.World.Webex.ControlAsync("tokens/revoke", new { user = TestWorld.Ann, accessTokensOnly = false });
        await world.RunAsync(); // Notices it.
    }

    private static async Task ShutOutAsync(HealthyWorld world)
    {
        await world.World.Webex.ControlAsync("integrations/Ctest/users", new { users = "none" });
        using var carla = await world.World.OpenPanelAsync(TestWorld.Carla);
        await carla.SignInAsync("webex");
    }

    private static async Task AnnsScopesAsync(HealthyWorld world, string[] scopes)
    {
        await IntegrationAsync(world);
        var begun = await world.Agents[0].PostAsync("/panels/api/webex/sign-in");
        using var page = await world.Agents[0].Http.GetAsync(await Consent.GiveAsync(WithScopes((string)begun["url"]!, string.Join(' ', scopes)), TestWorld.Ann), TestWorld.Stop);
        Assert.True(page.IsSuccessStatusCode);
    }

    private static async Task LifetimeAsync(HealthyWorld world, TimeSpan left) => await world.World.Get<GroupCommitWriter>().CommitAsync(
        [new Statement("UPDATE cloud_grants SET refresh_expires_at = $1 WHERE subject = $2", [Ago(world, -left), await AnnsPersonAsync(world)])], TestWorld.Stop);

    private static async Task DeleteWebhookAsync(HealthyWorld world)
    {
        var webex = (await world.World.Get<CloudClients>().WebexAsPersonAsync(world.World.TenantId, await AnnsPersonAsync(world), TestWorld.Stop))!;
        await webex.Webhooks.DeleteAsync((await webex.Webhooks.ListAsync(TestWorld.Stop).ToListAsync(TestWorld.Stop)).Single().Id, TestWorld.Stop);
    }

    private static async Task ChangeSecretAsync(HealthyWorld world)
    {
        var webex = (await world.World.Get<CloudClients>().WebexAsPersonAsync(world.World.TenantId, await AnnsPersonAsync(world), TestWorld.Stop))!;
        var webhook = (await webex.Webhooks.ListAsync(TestWorld.Stop).ToListAsync(TestWorld.Stop)).Single();
        await webex.Webhooks.UpdateAsync(webhook.Id, new Tieline.Webex.WebhookChange(webhook.Name!, webhook.TargetUrl!, "another secret"), TestWorld.Stop);
    }

    private static async Task RefusedSignaturesAsync(HealthyWorld world)
    {
        await world.World.Webex.ControlAsync("webhook-delivery", new { mode = "wronglySigned" });
        await world.World.PlayAsync(TestWorld.Ann);
        await world.World.AdvanceAsync(TimeSpan.FromSeconds(20));
    }

    private static async Task<string> AnnsPersonAsync(HealthyWorld world) =>
        (await world.World.Get<Tieline.Server.Users.Agents>().FindAsync(world.World.TenantId, world.Agents[0].AgentId, TestWorld.Stop))!.PersonId!;

    private static async Task SqlAsync(HealthyWorld world, string sql)
    {
        await world.World.Get<GroupCommitWriter>().CommitAsync([new Statement(sql, [])], TestWorld.Stop);
        world.World.Clock.Advance(TimeSpan.FromSeconds(31)); // What is read of a tenant is kept for half a minute.
        await world.World.Salesforce.ControlAsync("clock", new { advanceSeconds = 31 });
        await world.World.Webex.ControlAsync("clock", new { advanceSeconds = 31 });
    }
}

/// <param name="Check">The check that must find it.</param>
/// <param name="Verdict">As the door tells it.</param>
/// <param name="Words">In its sentence.</param>
internal sealed record Breaking(string Check, string Verdict, string Words, Func<HealthyWorld, Task> DoAsync)
{
    /// <summary>The check mends it.</summary>
    public bool IsFixable { get; init; }

    /// <summary>What the audit trail calls the mending.</summary>
    public string Trail { get; init; } = "doctor";

    /// <summary>The verdict once it is mended: a delivery tried again has still to succeed.</summary>
    public string Afterwards { get; init; } = "well";
}
