using Microsoft.AspNetCore.Authentication;
using Tieline.Server.Connections;
using Tieline.Server.Settings;

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
        services.AddSingleton<Launches>();
        services.AddSingleton<PermissionSets>();
        services.AddSingleton<Roles>();
        services.AddSingleton<OrgPeople>();
        services.AddSettings(PeopleSettings.RolesFrom, PeopleSettings.EverybodyIsUser);
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
        app.MapSessions();
        app.MapCloudSignIn();
    }
}
