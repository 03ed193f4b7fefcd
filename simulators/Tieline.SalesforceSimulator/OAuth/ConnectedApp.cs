namespace Tieline.SalesforceSimulator.OAuth;

/// <summary>An External Client App of the org.</summary>
public sealed record ConnectedApp
{
    /// <summary>The External Client App it was deployed as; null when it came by the control door.</summary>
    public string? Name { get; init; }

    public required string ConsumerKey { get; init; }
    public required string ConsumerSecret { get; init; }
    public IReadOnlyList<string> CallbackUrls { get; init; } = [];
    public IReadOnlyList<string> Scopes { get; init; } = [];
    public bool PkceRequired { get; init; } = true;

    /// <summary>Each refresh gives a new refresh token and the old one dies.</summary>
    public bool RefreshTokenRotation { get; init; }

    /// <summary>A public client may leave the secret out.</summary>
    public bool SecretOptional { get; init; }

    /// <summary>User name the client credentials grant runs as; null refuses that grant.</summary>
    public string? ClientCredentialsUser { get; init; }

    /// <summary>PEM of the certificate or public key for JWT bearer; null refuses that grant.</summary>
    public string? JwtPublicKey { get; init; }
}

/// <summary>The apps by consumer key.</summary>
public sealed class ConnectedApps
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, ConnectedApp> apps = new(StringComparer.Ordinal);

    public IReadOnlyList<ConnectedApp> All { get { lock (gate) return [.. apps.Values]; } }

    public ConnectedApp? Find(string? consumerKey) { lock (gate) return consumerKey is null ? null : apps.GetValueOrDefault(consumerKey); }

    public void Put(ConnectedApp app) { lock (gate) apps[app.ConsumerKey] = app; }

    public void Remove(string consumerKey) { lock (gate) apps.Remove(consumerKey); }

    public void Clear() { lock (gate) apps.Clear(); }
}
