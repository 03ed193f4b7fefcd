using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.OAuth;

/// <summary>
/// The org's OAuth 2.0 and OpenID doors.
/// See https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_web_server_flow.htm
/// </summary>
public static class OAuthEndpoints
{
    private static readonly string[] Both = ["GET", "POST"];

    public static IServiceCollection AddOAuth(this IServiceCollection services) =>
        services.AddSingleton<AuthorizeEndpoint>().AddSingleton<TokenEndpoint>().AddSingleton<IdentityEndpoints>().AddSingleton<TokenCareEndpoints>().AddSingleton<SingleAccess>().AddSingleton<SigningKey>();

    public static IEndpointRouteBuilder MapOAuth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/services/oauth2/authorize", (HttpContext context, AuthorizeEndpoint door) => door.ShowAsync(context));
        app.MapPost("/services/oauth2/authorize", (HttpContext context, AuthorizeEndpoint door) => door.DecideAsync(context));
        app.MapMethods("/services/oauth2/token", Both, (HttpContext context, TokenEndpoint door) => door.HandleAsync(context));
        app.MapMethods("/services/oauth2/revoke", Both, (HttpContext context, TokenCareEndpoints door) => door.RevokeAsync(context));
        app.MapPost("/services/oauth2/introspect", (HttpContext context, TokenCareEndpoints door) => door.IntrospectAsync(context));
        app.MapMethods("/services/oauth2/singleaccess", Both, (HttpContext context, SingleAccess door) => door.OpenAsync(context));
        app.MapPost("/services/oauth2/register", (HttpContext context, TokenCareEndpoints door) => door.RegisterAsync(context));
        app.MapMethods("/services/oauth2/userinfo", Both, (HttpContext context, IdentityEndpoints door) => door.UserInfo(context));
        app.MapGet("/id/{organizationId}/{userId}", (string organizationId, string userId, HttpContext context, IdentityEndpoints door) => door.Identity(context, organizationId, userId));
        app.MapGet("/id/keys", (SigningKey key) => Results.Json(key.Keys()));
        app.MapGet("/.well-known/openid-configuration", (PublicAddress address) => Results.Json(Discovery.Of(address.Url)));
        return app;
    }
}
