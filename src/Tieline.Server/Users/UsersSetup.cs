using Microsoft.AspNetCore.Authentication;

namespace Tieline.Server.Users;

internal static class UsersSetup
{
    public static void AddUsers(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Agents>();
        builder.Services.AddSingleton<AgentFeed>();
        builder.Services.AddSingleton<PanelSessions>();
        builder.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, PanelSessionHandler>(PanelSession.Scheme, null);
        builder.Services.AddAuthorizationBuilder().AddPolicy(
            PanelSession.Scheme, policy => policy.AddAuthenticationSchemes(PanelSession.Scheme).RequireAuthenticatedUser());
    }

    public static void MapUsers(this WebApplication app)
    {
    }
}
