using System.Collections.Concurrent;
using Tieline.Salesforce;
using Tieline.Server.Connections.SignIn;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Diagnostics;
using Tieline.Webex;

namespace Tieline.Server.Connections;

/// <summary>Hands out clients of both clouds, each speaking as one identity whose tokens are refreshed as needed. Clients may be kept.</summary>
public sealed class CloudClients
{
    /// <summary>How long one request to a cloud may take.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<GrantKey, AccessTokenSource> _sources = new();
    private readonly ConcurrentDictionary<(GrantKey Key, string Instance), SalesforceClient> _salesforce = new();
    private readonly Tenants _tenants;
    private readonly GrantStore _grants;
    private readonly IGrainFactory _grains;
    private readonly Clock _clock;
    private readonly IHttpClientFactory _http;

    internal CloudClients(Tenants tenants, GrantStore grants, IGrainFactory grains, Clock clock, IHttpClientFactory http) =>
        (_tenants, _grants, _grains, _clock, _http) = (tenants, grants, grains, clock, http);

    /// <summary>Salesforce as the tenant's integration user. While he is not signed in, its requests fail with <see cref="SalesforceErrorKind.SessionExpired"/>.</summary>
    /// <exception cref="SalesforceException">Of kind SessionExpired: the tenant was never connected, so that there is no org to speak to.</exception>
    public async Task<SalesforceClient> SalesforceAsIntegrationAsync(Guid tenantId, CancellationToken cancellationToken) =>
        await SalesforceAsync(GrantKey.Integration(tenantId), cancellationToken)
        ?? throw new SalesforceException(SalesforceErrorKind.SessionExpired, "The integration user has not signed in to Salesforce yet.");

    /// <summary>Salesforce as this agent; null when the agent has not signed in to Salesforce, or must do so again.</summary>
    public async Task<SalesforceClient?> SalesforceAsAgentAsync(Guid tenantId, Guid agentId, CancellationToken cancellationToken)
    {
        var key = GrantKey.Agent(tenantId, agentId);
        return await Source(key).IsLinkedAsync(cancellationToken) ? await SalesforceAsync(key, cancellationToken) : null;
    }

    /// <summary>Webex as this person; null when the person is not signed in with this tenant, or must do so again.</summary>
    /// <param name="tenantId">Of the agent.</param>
    /// <param name="personId">The bare uuid in lower case.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    public Task<WebexClient?> WebexAsPersonAsync(Guid tenantId, string personId, CancellationToken cancellationToken) =>
        WebexAsync(GrantKey.Person(tenantId, personId), cancellationToken);

    /// <summary>Webex as the tenant's Service App; null when there is none, or its authorization has ended.</summary>
    public Task<WebexClient?> WebexAsServiceAppAsync(Guid tenantId, CancellationToken cancellationToken) => WebexAsync(GrantKey.ServiceApp(tenantId), cancellationToken);

    /// <summary>The consent was given, withdrawn or moved here.</summary>
    internal void Forget(GrantKey key) => Source(key).Forget();

    private async Task<WebexClient?> WebexAsync(GrantKey key, CancellationToken cancellationToken)
    {
        var source = Source(key);
        return await source.IsLinkedAsync(cancellationToken) && await _tenants.FindAsync(key.TenantId, cancellationToken) is { } tenant
            ? new WebexClient(_http.CreateClient(Clouds.Webex), WebexSignIn.OptionsOf(tenant), new WebexAccessTokens(source))
            : null;
    }

    private async Task<SalesforceClient?> SalesforceAsync(GrantKey key, CancellationToken cancellationToken) =>
        await _tenants.FindAsync(key.TenantId, cancellationToken) is { SalesforceInstance: { } instance }
            ? _salesforce.GetOrAdd((key, instance), _ => new SalesforceClient(
                _http.CreateClient(Clouds.Salesforce), SalesforceSignIn.OptionsOf(new Uri(instance)), new SalesforceAccessTokens(Source(key))))
            : null;

    private AccessTokenSource Source(GrantKey key) => _sources.GetOrAdd(key, _ => new AccessTokenSource(key, _grants, _grains, _clock));
}
