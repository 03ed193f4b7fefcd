namespace Tieline.SalesforceSimulator.OAuth;

/// <summary>The OpenID configuration document.</summary>
public static class Discovery
{
    public static object Of(string url) => new
    {
        issuer = url,
        authorization_endpoint = url + "/services/oauth2/authorize",
        token_endpoint = url + "/services/oauth2/token",
        revocation_endpoint = url + "/services/oauth2/revoke",
        userinfo_endpoint = url + "/services/oauth2/userinfo",
        register_endpoint = url + "/services/oauth2/register",
        registration_endpoint = url + "/services/oauth2/register",
        jwks_uri = url + "/id/keys",
        introspection_endpoint = url + "/services/oauth2/introspect",
        scopes_supported = new[] { "api", "full", "id", "openid", "profile", "email", "address", "phone", "offline_access", "refresh_token", "web" },
        response_types_supported = new[] { "code" },
        code_challenge_methods_supported = new[] { "S256" },
        subject_types_supported = new[] { "public" },
        id_token_signing_alg_values_supported = new[] { "RS256" },
        token_endpoint_auth_methods_supported = new[] { "client_secret_post", "client_secret_basic" },
    };
}
