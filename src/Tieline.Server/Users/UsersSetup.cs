using Microsoft.AspNetCore.Authentication;
using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;
using Tieline.Server.Settings;
using Tieline.Server.Users.Launching;

namespace Tieline.Server.Users;

internal static class UsersSetup
{
    public static void AddUsers(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<Agents>();
        services.AddSingleton<AgentFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<AgentFeed>());
        services.AddSingleton<PanelSessions>();
        services.AddSingleton<LaunchTokens>();
        AddLaunching(services);
        services.AddSingleton<Launches>();
        services.AddSingleton<PermissionSets>();
        services.AddSingleton<PackageTrace>();
        services.AddSingleton<OwnRoles>();
        services.AddSingleton<Roles>();
        services.AddSingleton<RoleRefusal>();
        services.AddSingleton<PermissionSetChanges>();
        services.AddSingleton<RoleChanges>();
        services.AddHostedService<RoleWatch>();
        services.AddSingleton<OrgPeople>();
        services.AddSingleton<WebexDirectory>();
        services.AddSingleton<PersonCorrections>();
        services.AddSingleton<ExpectedPersons>();
        services.AddSingleton<PersonServing>();
        services.AddSettings(PeopleSettings.RolesFrom, PeopleSettings.EverybodyIsUser, PeopleSettings.MatchBy);
        services.AddSingleton<RunningCalls>();
        services.AddSingleton<AgentConnections>();
        services.AddSingleton<AgentByEmail>();
        services.AddSingleton<AgentLinks>();
        services.AddSingleton<IAgentLinks>(provider => provider.GetRequiredService<AgentLinks>());
        services.AddSingleton<IConnectionWatcher>(provider => provider.GetRequiredService<AgentLinks>());
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, PanelSessionHandler>(PanelSession.Scheme, null);
        services.AddAuthorizationBuilder().AddPolicy(
            PanelSession.Scheme, policy => policy.AddAuthenticationSchemes(PanelSession.Scheme).RequireAuthenticatedUser());
    }

    public static void MapUsers(this WebApplication app)
    {
        app.UseUserGuard();
        app.MapSessions();
        app.MapCloudSignIn();
        app.MapLaunchKeys();
        app.MapPopUpLaunches();
    }

    private static void AddLaunching(IServiceCollection services)
    {
        services.AddSettings(LaunchKeySettings.Days);
        services.AddSingleton<LaunchKeyStore>();
        services.AddSingleton<OrgLaunchKeys>();
        services.AddSingleton<LaunchKeyRotation>();
        services.AddSingleton(provider => new LaunchKeys(
            provider.GetRequiredService<LaunchKeyStore>(), provider.GetRequiredService<Tenants>(), provider.GetRequiredService<IGrainFactory>(), provider.GetRequiredService<Clock>()));
        services.AddHostedService<LaunchKeyUpkeep>();
        services.AddSingleton<CanvasTokens>();
        services.AddSingleton<CanvasLaunches>();
    }
}
