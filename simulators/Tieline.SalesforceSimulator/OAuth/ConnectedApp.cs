using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.OAuth;

/// <summary>An External Client App of the org.</summary>
public sealed record ConnectedApp
{
    /// <summary>The External Client App it was deployed as; null when it came by the control door.</summary>
    public string? Name { get; init; }

    /// <summary>What an app of the control door is called in set-up.</summary>
    public string? Label { get; init; }

    /// <summary>Its set-up row; null for a deployed app.</summary>
    public string? RowId { get; init; }

    /// <summary>The package it came with.</summary>
    public string? Package { get; init; }

    /// <summary>Whether the org has installed it; one that is not is let in only by who may approve such apps.</summary>
    public bool Installed { get; init; } = true;

    public required string ConsumerKey { get; init; }
    public required string ConsumerSecret { get; init; }
    public IReadOnlyList<string> CallbackUrls { get; init; } = [];
    public IReadOnlyList<string> Scopes { get; init; } = [];
    public bool PkceRequired { get; init; } = true;

    /// <summary>Each refresh gives a new refresh token and the old one dies.</summary>
    public bool RefreshTokenRotation { get; init; }

    /// <summary>A public client may leave the secret out.</summary>
    public bool SecretOptional { get; init; }

    /// <summary>Whether renewing a session takes the secret.</summary>
    public bool SecretRequiredForRefresh { get; init; } = true;

    /// <summary>May ask about the tokens of other apps.</summary>
    public bool IntrospectAllTokens { get; init; }

    /// <summary>One of <see cref="AppPolicy.PermittedUsers"/>.</summary>
    public string PermittedUsers { get; init; } = AppPolicy.PermittedUsers[0];

    /// <summary>Names of the permission sets whose users an administrator let in.</summary>
    public IReadOnlyList<string> PermissionSets { get; init; } = [];
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>One of <see cref="AppPolicy.RefreshTokens"/>.</summary>
    public string RefreshTokenPolicy { get; init; } = AppPolicy.RefreshTokens[0];
    public long RefreshTokenSeconds { get; init; }

    /// <summary>Whether sign-ins through the app must come from the org's login addresses.</summary>
    public string IpRelaxation { get; init; } = AppPolicy.IpRelaxations[0];

    /// <summary>How long its sessions live; null: as long as the org's.</summary>
    public int? SessionTimeoutMinutes { get; init; }

    /// <summary>User name the client credentials grant runs as; null refuses that grant.</summary>
    public string? ClientCredentialsUser { get; init; }

    /// <summary>PEM of the certificate or public key for JWT bearer; null refuses that grant.</summary>
    public string? JwtPublicKey { get; init; }
}

/// <summary>The apps by consumer key.</summary>
public sealed class ConnectedApps(SalesforceOrg org)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, ConnectedApp> apps = new(StringComparer.Ordinal);

    public IReadOnlyList<ConnectedApp> All { get { lock (gate) return [.. apps.Values]; } }

    /// <summary>Alone in the org: while a state is put in its place there are no apps.</summary>
    public ConnectedApp? Find(string? consumerKey) => org.Run(() => { lock (gate) return consumerKey is null ? null : apps.GetValueOrDefault(consumerKey); });

    public void Put(ConnectedApp app) { lock (gate) apps[app.ConsumerKey] = app; }

    public void Remove(string consumerKey) { lock (gate) apps.Remove(consumerKey); }

    public void Clear() { lock (gate) apps.Clear(); }
}
