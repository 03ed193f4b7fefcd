using System.Security.Cryptography;
using System.Text;

namespace Tieline.SalesforceSimulator.OAuth;

/// <summary>Which app asks: by body parameters or HTTP Basic.</summary>
public static class Clients
{
    /// <summary>The app, its secret checked. A missing secret is accepted only from an app that need not have one.</summary>
    public static ConnectedApp Authenticate(ConnectedApps apps, HttpRequest request, IReadOnlyDictionary<string, string> parameters, bool refreshing = false)
    {
        var (key, secret) = Credentials(request, parameters);
        var app = apps.Find(key) ?? throw new OAuthProblem("invalid_client_id", "client identifier invalid");
        if (string.IsNullOrEmpty(secret) && (app.SecretOptional || (refreshing && !app.SecretRequiredForRefresh))) return app;
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret ?? ""), Encoding.UTF8.GetBytes(app.ConsumerSecret)))
            throw new OAuthProblem("invalid_client", "invalid client credentials", 401);
        return app;
    }

    public static bool Present(HttpRequest request, IReadOnlyDictionary<string, string> parameters) => Credentials(request, parameters).Key is { Length: > 0 };

    private static (string? Key, string? Secret) Credentials(HttpRequest request, IReadOnlyDictionary<string, string> parameters)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return (parameters.GetValueOrDefault("client_id"), parameters.GetValueOrDefault("client_secret"));
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header["Basic ".Length..].Trim(), bytes, out var length)) throw new OAuthProblem("invalid_client", "invalid client credentials", 401);
        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return (Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : null);
    }
}
