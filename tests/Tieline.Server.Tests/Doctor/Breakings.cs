using System.Text.Json.Nodes;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Doctor.Package;
using Tieline.Server.Tests.Connections.Connecting;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Doctor;

/// <summary>One way to break what each check looks at, and what the check must say then. Checks that a whole world cannot break stand in <see cref="OtherBreakings"/>.</summary>
internal static partial class Breakings
{
    internal static readonly string[] WebexScopes = ["spark:people_read", "spark:calls_read", "spark:calls_write", "spark:telephony_config_read", "spark:kms"];

    public static readonly IReadOnlyDictionary<string, Breaking> All = new Dictionary<string, Breaking>
    {
        ["address does not answer"] = new("PublicAddress.Unreachable", "broken", "does not answer", world => Options(world, "http://127.0.0.1:9")),
        ["address is not https"] = new("PublicAddress.NotSecure", "broken", "is not https", world => Options(world, "http://tieline.example.com")),
        ["another server answers at the address"] = new("PublicAddress.Another", "broken", "Something else than this server answers", StrangerAsync),
        ["the disk cannot be read"] = new("DataFolder.Unreadable", "unknown", "cannot be told", world => Disk(world, -1)),
        ["disk is nearly full"] = new("DataFolder.Low", "warning", "Only 900 MB", world => Disk(world, 900_000_000)),
        ["disk is full"] = new("DataFolder.Full", "broken", "Only 90 MB", world => Disk(world, 90_000_000)),
        ["a notification is stuck"] = new("QueueAge.Inbox", "broken", "has waited for 20 minutes", NotificationAsync),
        ["deliveries are not tried"] = new("QueueAge.Deliveries", "broken", "1 deliveries are overdue", OverdueAsync),
        ["a delivery was given up"] = new("DeadDeliveries.Dead", "warning", "1 deliveries were given up", world => DeliveryAsync(world, state: 3)) { IsFixable = true, Afterwards = "warning" },
        ["a delivery fails"] = new("DeadDeliveries.Failing", "warning", "1 deliveries fail", world => DeliveryAsync(world, state: 0)),
        ["clocks differ from Salesforce's"] = new("SalesforceClock.Off", "broken", "120 seconds", ClockAsync),
        ["clocks differ from Webex's"] = new("WebexClock.Off", "broken", "120 seconds", ClockAsync),

        ["My Domain was renamed"] = new("MyDomain.Moved", "broken", "has moved", world => FrontAsync(world, new { kind = "status", status = 301, headers = new { Location = "https://new.my.salesforce.com/" } })),
        ["the org does not answer"] = new("MyDomain.Unreachable", "broken", "does not answer at", world => FrontAsync(world, new { kind = "refuse" })),
        ["the org is old"] = new("ApiVersion.Missing", "broken", "does not offer version 66.0", world => FrontAsync(world, new { kind = "status", status = 200, body = new[] { new { version = "64.0" }, new { version = "65.0" } } })),
        ["the org answers and takes no request"] = new("MyDomain.Unreachable", "broken", "does not answer at", world => AnswersAsync(world.World.Salesforce, "^/services/data/v66.0", 503, new[] { new { errorCode = "SERVER_UNAVAILABLE", message = "in maintenance" } })),
        ["the sign-in server does not answer"] = new("MyDomain.Unreachable", "broken", "does not answer", async world =>
        {
            await world.World.Salesforce.ControlAsync("faults", new { match = new { method = "POST", path = "^/services/oauth2/token" }, fault = new { kind = "status", status = 503 } });
            await world.World.Salesforce.ControlAsync("session/expire", new { });
        }),
        ["the list of versions cannot be read"] = new("ApiVersion.Unreadable", "unknown", "cannot be read", world => FrontAsync(world, new { kind = "status", status = 200, body = "no list" })),
        ["Salesforce refuses the sign-in in words that nobody knows"] = new("SalesforceSignIn.Refused", "broken", "of a new kind", world => RefusedRenewalAsync(world, "new_error", "of a new kind")),
        ["Salesforce refuses the sign-in in words that are known"] = new("SalesforceSignIn.Explained", "broken", "is not let in", world => RefusedRenewalAsync(world, "inactive_org", "this organization is not active")),
        ["the consumer secret was wrong and is mended"] = new("SalesforceSignIn.Again", "broken", "They are right now", async world =>
        {
            await world.World.Get<Consents>().WithdrawAsync(GrantKey.Integration(world.World.TenantId), TestWorld.Stop);
            await AppAsync(world, secret: "another");
            await world.World.SignInIntegrationAsync(world.World.TenantId);
            await AppAsync(world);
        }),
        ["nobody is signed in to Salesforce"] = new("SalesforceSignIn.Never", "broken", "Nobody has signed in", world => world.World.Get<Consents>().WithdrawAsync(GrantKey.Integration(world.World.TenantId), TestWorld.Stop)),
        ["the consumer secret was changed"] = new("AppSecret.Refused", "broken", "does not take key or secret", world => AppAsync(world, secret: "another")),
        ["the consumer secret was changed and the session ended"] = new("AppSecret.Refused", "broken", "does not take key or secret", world => AppAsync(world, secret: "another", expire: true)),
        ["the certificate is there and no secret"] = new("AppSecret.NoSecret", "warning", "nobody can sign in to Salesforce himself", CertificateAloneAsync),
        ["the callback URL is gone"] = new("SalesforceCallback.Missing", "broken", "does not list the callback URL", world => AppAsync(world, callback: "https://elsewhere.example.com/callback")),
        ["the app is not approved"] = new("AppApproved.Refused", "broken", "not admin approved", world => AppAsync(world, new { permittedUsers = "AdminApprovedPreAuthorized" }, expire: true)),
        ["the app is blocked"] = new("AppApproved.Refused", "broken", "does not let the app in", async world =>
        {
            await world.World.Get<Consents>().WithdrawAsync(GrantKey.Integration(world.World.TenantId), TestWorld.Stop);
            await AppAsync(world, new { installed = false });
            await world.World.SignInIntegrationAsync(world.World.TenantId);
        }),
        ["an agent may not use the app"] = new("AppApproved.Agents", "warning", "Carla Ruiz", RefusedAgentAsync),
        ["IP ranges shut the server out"] = new("IpRestriction.Refused", "broken", "ip restricted", IpAsync),
        ["the hours shut the server out"] = new("IpRestriction.Refused", "broken", "not at this hour", world => world.World.Salesforce.ControlAsync(
            "loginhours", new { profile = "Minimum Access - Salesforce", days = new[] { "Monday" }, from = "08:00", to = "18:00" })), // It is one o'clock in the org.
        ["the policy ended the refresh token"] = new("RefreshToken.Ended", "broken", "refresh token has ended", world => AppAsync(world, new { refreshTokenPolicy = "Zero" })),
        ["the policy ended the sign-in"] = new("RefreshToken.Refused", "broken", "has ended the integration user's sign-in", world => AppAsync(world, new { refreshTokenPolicy = "Zero" }, expire: true)),
        ["the refresh token ends soon"] = new("RefreshToken.EndsSoon", "warning", "sign-in ends at", world => AppAsync(world, new { refreshTokenPolicy = "SpecificInactivity", refreshTokenSeconds = 86400 })),
        ["there is no certificate"] = new("Certificate.None", "broken", "there is none", CertificateAloneAsync),
        ["the certificate ends soon"] = new("Certificate.Soon", "warning", "Make a new one", world => CertificateAsync(world, TimeSpan.FromDays(720))),
        ["the certificate has ended"] = new("Certificate.Over", "broken", "ended on", world => CertificateAsync(world, TimeSpan.FromDays(731))),
        ["there is no certificate and none is needed"] = new("Certificate.NotNeeded", "well", "without a certificate", _ => Task.CompletedTask),
        ["the integration user is frozen"] = new("UserFrozen.Refused", "broken", "frozen or inactive", world => world.Org.ChangeAsync("UserLogin", "User.Username = 'integration@nordlys.example'", new { IsFrozen = true })),
        ["the API is off"] = new("ApiAccess.Refused", "broken", "refuses its API", ApiOffAsync),
        ["the edition is small"] = new("Edition.Small", "warning", "Professional Edition", world => world.World.Salesforce.ControlAsync("setup", new { @object = "Organization", fields = new { OrganizationType = "Professional Edition" } })),
        ["API calls are used up"] = new("ApiCalls.Refused", "broken", "used up its API calls", UsedUpAsync),
        ["few API calls are left"] = new("ApiCalls.Low", "warning", "Only 900 of 15000", world => AnswersAsync(
            world.World.Salesforce, "/limits$", 200, new JsonObject { ["DailyApiRequests"] = new JsonObject { ["Max"] = 15000, ["Remaining"] = 900 } })),
        ["API calls will not last"] = new("ApiCalls.Forecast", "warning", "at the present rate", ForecastAsync),
        ["the session may not be used"] = new("SalesforceScopes.Refused", "broken", "may not use the API", world => AnswersAsync(world.World.Salesforce, "^/services/data/v66.0", 403, new[] { new { errorCode = "INSUFFICIENT_ACCESS", message = "no access" } })),
        ["the scopes were not told"] = new("SalesforceScopes.NotSaid", "unknown", "did not say", world => SqlAsync(world, "UPDATE cloud_grants SET scope = '' WHERE cloud = 'salesforce'")),
        ["the integration user gives no roles"] = new("IntegrationRights.NoAssign", "well", "cannot give roles", _ => Task.CompletedTask),
        ["the integration user modifies all accounts"] = new("IntegrationRights.TooMany", "warning", "Modify All Account", ModifyAllAsync),
        ["the sign-in has too many scopes"] = new("SalesforceScopes.TooMany", "warning", "more than Tieline needs: web", world => IntegrationScopesAsync(world, "api refresh_token id openid web")),
        ["the sign-in lacks a scope"] = new("SalesforceScopes.Missing", "broken", "lacks openid", world => IntegrationScopesAsync(world, "api refresh_token id")),
        ["the integration user may too much"] = new("IntegrationRights.TooMany", "warning", "ManageUsers", world => GiveAsync(world, new { Name = "Too_Much", Label = "Too Much", PermissionsManageUsers = true })),
        ["the integration user lacks View Setup"] = new("IntegrationRights.Less", "warning", "ViewSetup", world => world.Org.ChangeAsync("PermissionSetAssignment", "PermissionSet.Name = 'Tieline_Integration'", null)),
        ["the integration user may not edit tasks"] = new("IntegrationRights.Missing", "broken", "lacks EditTask", NoTasksAsync),
        ["tasks cannot be written"] = new("ObjectRights.Tasks", "broken", "may not create, change and delete tasks", NoTasksAsync),
        ["a field of tasks is closed"] = new("FieldRights.Missing", "broken", "Description", world => world.Org.ChangeAsync(
            "FieldPermissions", "Field = 'Task.Description' AND Parent.Profile.Name = 'Minimum Access - Salesforce'", new { PermissionsEdit = false })),
        ["leads cannot be read"] = new("ObjectRights.Unread", "warning", "Lead", NoLeadsAsync),
        ["a number of contacts is closed"] = new("FieldRights.Unread", "warning", "Contact.OtherPhone", world => world.Org.ChangeAsync("FieldPermissions", "Field = 'Contact.OtherPhone'", null)),
        ["change events may not be read"] = new("CdcEntities.NotAllowed", "unknown", "may not be read", world => AnswersAsync(world.World.Salesforce, "/tooling/query", 403, new[] { new { errorCode = "INSUFFICIENT_ACCESS", message = "no access" } })),
        ["change events are all taken"] = new("CdcEntities.None", "warning", "are taken", SelectFiveAsync),

        ["the package is older"] = new("PackageVersion.Other", "warning", "version 0.0.9 of the package", world => world.Org.DeployAsync(($"PACKAGE_VERSION = '{PackageState.Expected}'", "PACKAGE_VERSION = '0.0.9'"))),
        ["a permission set is gone"] = new("PermissionSets.Missing", "broken", "Webex_Import_Admin", world => world.Org.ChangeAsync("PermissionSet", "Name = 'Webex_Import_Admin'", null)),
        ["an agent has no permission set"] = new("Assignments.Some", "warning", "Carla Ruiz", NoSetAsync) { IsFixable = true, Trail = "role" },
        ["an agent's permission set was taken"] = new("Assignments.Taken", "warning", "Ann Berg", world => world.Org.ChangeAsync(
            "PermissionSetAssignment", $"Assignee.Username = '{TestWorld.Ann}' AND PermissionSet.Name = 'Webex_User'", null)),
        ["Tieline keeps the roles"] = new("PermissionSets.Own", "well", "the list that Tieline keeps", OwnRolesAsync),
        ["Tieline keeps the roles of all"] = new("Assignments.Own", "well", "the list that Tieline keeps", OwnRolesAsync),
        ["nobody has a permission set"] = new("Assignments.Nobody", "warning", "assigned to nobody", NobodyAsync),
        ["the Trusted URL is for other pages"] = new("TrustedSite.Elsewhere", "broken", "is not for Lightning pages", world => world.Org.DeployAsync(("<context>LEX</context>", "<context>Communities</context>"))),
        ["a leftover may not be looked for"] = new("Leftovers.Partly", "unknown", "InstalledSubscriberPackage", world => AnswersAsync(world.World.Salesforce, "/tooling/query", 403, new[] { new { errorCode = "INSUFFICIENT_ACCESS", message = "no access" } })),
        ["the key ring is another"] = new("LaunchSecret.Unreadable", "broken", "cannot be opened", world => SqlAsync(world, "UPDATE tenants SET launch_secret_sealed = 'CfDJ8broken'")),
        ["the org is another one"] = new("LaunchSecret.OtherOrg", "broken", "Another org answers", world => SqlAsync(world, "UPDATE tenants SET salesforce_org_id = '00D000000000000EAA'")),
        ["the Trusted URL is off"] = new("TrustedSite.Inactive", "broken", "is not active", world => world.Org.DeployAsync(("<isActive>true</isActive>", "<isActive>false</isActive>"))),
        ["the Trusted URL allows no frames"] = new("TrustedSite.NoFrames", "broken", "does not allow frames", world => world.Org.DeployAsync(("<isApplicableToFrameSrc>true", "<isApplicableToFrameSrc>false"))),
        ["the Trusted URL is another server's"] = new("TrustedSite.Missing", "broken", "has no Trusted URL", world => world.Org.DeployAsync((world.World.Address, "https://old.example.com"))),
        ["the org's pages are not allowed"] = new("HostOrigins.Missing", "broken", "may not show the panels", world => SqlAsync(world, "UPDATE tenants SET host_origins = 'https://old.lightning.force.com'")) { IsFixable = true, Trail = "connection" },
        ["another server wrote its launch key"] = new("LaunchSecret.OtherServer", "broken", "https://old.example.com", OtherKeyAsync) { IsFixable = true, Trail = "launchKey" },
        ["the launch key may not be written"] = new("LaunchSecret.NoAccess", "broken", "Tieline Integration", KeyClosedAsync),

        ["Webex is down"] = new("WebexAnswers.Unreachable", "broken", "HTTP 503", world => AnswersAsync(world.World.Webex, "^/v1/", 503, new { message = "down" })),
        ["the redirect URI is gone"] = new("WebexCallback.Missing", "broken", "does not list the redirect URI", world => IntegrationAsync(world, redirect: "https://elsewhere.example.com/callback")),
        ["the integration is another"] = new("WebexCallback.Client", "broken", "does not know the client id", world => SqlAsync(world, "UPDATE tenants SET webex_client_id = 'Cother'")),
        ["the integration offers fewer scopes"] = new("WebexCallback.Scopes", "broken", "does not offer every scope", world => IntegrationAsync(world, scopes: ["spark:people_read", "spark:calls_read"])),
        ["a sign-in with Webex ended"] = new("WebexSignIns.Ended", "warning", "Ann Berg", EndAnnsSignInAsync),
        ["Webex refuses the integration's secret"] = new("WebexSignIns.Refused", "broken", "Ann Berg", async world =>
        {
            await IntegrationAsync(world, secret: "another");
            await world.World.Webex.ControlAsync("tokens/revoke", new { user = TestWorld.Ann, accessTokensOnly = true });
            await world.RunAsync(); // Notices it.
        }),
        ["the Service App's authorization ended"] = new("WebexSignIns.ServiceApp", "warning", "takes the Service App no more", EndServiceAppAsync),
        ["Webex refuses the Service App's secret"] = new("WebexSignIns.ServiceAppRefused", "warning", "invalid_client", async world =>
        {
            await AnswersAsync(world.World.Webex, "^/v1/access_token", 401, new { error = "invalid_client", error_description = "invalid_client" });
            await SqlAsync(world, "UPDATE cloud_grants SET access_expires_at = 1 WHERE subject = 'service-app'");
            await world.RunAsync(); // Notices it.
        }),
        ["an agent said no at Webex"] = new("WebexAllowed.Denied", "unknown", "Carla Ruiz said no", async world =>
        {
            using var carla = await world.World.OpenPanelAsync(TestWorld.Carla);
            await carla.SignInAsync("webex", allow: false);
        }),
        ["Control Hub shuts people out"] = new("WebexAllowed.Refused", "broken", "Carla Ruiz", ShutOutAsync),
        ["a sign-in with Webex lacks scopes"] = new("WebexScopes.Missing", "broken", "spark:calls_write", world => AnnsScopesAsync(world, ["spark:people_read", "spark:calls_read"])),
        ["a sign-in with Webex has too many scopes"] = new("WebexScopes.TooMany", "warning", "spark:rooms_read", world => AnnsScopesAsync(world, [.. WebexScopes, "spark:rooms_read"])),
        ["the scopes in Webex were not told"] = new("WebexScopes.NotSaid", "unknown", "has not said", world => SqlAsync(world, "UPDATE cloud_grants SET scope = '' WHERE cloud = 'webex'")),
        ["a token was pasted"] = new("TokenLifetimes.Pasted", "warning", "speaks for Carla Ruiz", PastedAsync),
        ["a sign-in with Webex runs out"] = new("TokenLifetimes.Soon", "warning", "Ann Berg", world => LifetimeAsync(world, TimeSpan.FromDays(3))),
        ["a sign-in with Webex has run out"] = new("TokenLifetimes.Over", "broken", "Ann Berg", world => LifetimeAsync(world, TimeSpan.FromDays(-1))),
        ["a call never arrived"] = new("WebhookReachable.Lost", "broken", "a call of Ann Berg", async world =>
        {
            await world.World.Webex.ControlAsync("webhook-delivery", new { mode = "lost", lose = Enumerable.Range(0, 50).ToArray() });
            await world.World.PlayAsync(TestWorld.Ann);
            await world.World.AdvanceAsync(TimeSpan.FromMinutes(2));
        }),
        ["a call came while no server ran"] = new("WebhookReachable.Missed", "warning", "This server was started later", async world =>
        {
            await All!["a call never arrived"].DoAsync(world);
            await world.World.RestartServerAsync();
        }),
        ["what arrived is long ago"] = new("WebhookReachable.Old", "unknown", "nobody had a call since", world => SqlAsync(world, "UPDATE tenants SET webhooks_proved_at = webhooks_proved_at - 5 * 86400000000")),
        ["nothing ever arrived"] = new("WebhookReachable.Never", "unknown", "Create Site", world => SqlAsync(world, "UPDATE tenants SET webhooks_proved_at = NULL")),
        ["a webhook was switched off"] = new("WebhookActive.Inactive", "broken", "Ann Berg", SwitchOffAsync) { IsFixable = true },
        ["a webhook was deleted"] = new("WebhookActive.Inactive", "broken", "Ann Berg", DeleteWebhookAsync) { IsFixable = true },
        ["a webhook signs with another secret"] = new("WebhookSecret.Other", "broken", "Ann Berg", ChangeSecretAsync) { IsFixable = true },
        ["signatures were refused"] = new("WebhookSecret.Refused", "warning", "refused for their signature", RefusedSignaturesAsync) { IsFixable = true },
        ["an agent has no Webex Calling"] = new("CallingLicence.Without", "broken", "Ann Berg", world => world.LicenseAsync("meetings", "webinars")),
        ["the organization has no meetings"] = new("MeetingsLicence.None", "warning", "no licence for meetings", world => AnswersAsync(world.World.Webex, "^/v1/licenses", 200, new { items = Array.Empty<object>() })),
        ["the organization has no webinars"] = new("WebinarsLicence.None", "warning", "no licence for webinars", world => AnswersAsync(world.World.Webex, "^/v1/licenses", 200, new { items = Array.Empty<object>() })),
        ["nobody may read licences for meetings"] = new("MeetingsLicence.NotAllowed", "unknown", "connect a Service App", EndServiceAppAsync),
        ["nobody may read licences for webinars"] = new("WebinarsLicence.NotAllowed", "unknown", "connect a Service App", EndServiceAppAsync),
        ["an agent may not host meetings"] = new("MeetingsLicence.Without", "warning", "Ann Berg", world => world.LicenseAsync("calling", "webinars")),
        ["an agent may not host webinars"] = new("WebinarsLicence.Without", "warning", "Ann Berg", world => world.LicenseAsync("calling", "meetings")),
    };
}

/// <param name="Finds">The check that must find it, a dot, and which of its sentences it must say.</param>
/// <param name="Verdict">As the door tells it.</param>
/// <param name="Words">In its sentence.</param>
internal sealed record Breaking(string Finds, string Verdict, string Words, Func<HealthyWorld, Task> DoAsync)
{
    public string Check => Finds[..Finds.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>The check mends it.</summary>
    public bool IsFixable { get; init; }

    /// <summary>What the audit trail calls the mending.</summary>
    public string Trail { get; init; } = "doctor";

    /// <summary>The verdict once it is mended: a delivery tried again has still to succeed.</summary>
    public string Afterwards { get; init; } = "well";
}
