using Tieline.Server.Connections.Refusals;
using Tieline.Server.Connections.SignIn;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Connections.Webhooks;

namespace Tieline.Server.Connections;

/// <summary>Gives, moves and withdraws consents, together with what hangs on them.</summary>
public sealed partial class Consents
{
    // A sign-in keeps the consent before it joins.
    private static readonly TimeSpan LongestSignIn = TimeSpan.FromMinutes(10);

    private readonly GrantStore _grants;
    private readonly CloudClients _clients;
    private readonly WebhookUpkeep _webhooks;
    private readonly WebhookSubscriptions _subscriptions;
    private readonly Tenants _tenants;
    private readonly IEnumerable<ICloudSignIn> _clouds;
    private readonly CloudRefusals _refusals;
    private readonly ILogger<Consents> _logger;

    internal Consents(
        GrantStore grants, CloudClients clients, WebhookUpkeep webhooks, WebhookSubscriptions subscriptions, Tenants tenants, IEnumerable<ICloudSignIn> clouds, CloudRefusals refusals, ILogger<Consents> logger) =>
        (_grants, _clients, _webhooks, _subscriptions, _tenants, _clouds, _refusals, _logger) = (grants, clients, webhooks, subscriptions, tenants, clouds, refusals, logger);

    public Task<ConnectionStatus> StatusAsync(GrantKey key, CancellationToken cancellationToken) => _grants.StatusAsync(key, cancellationToken);

    /// <summary>With which word a cloud last refused this consent; null when it lets it in, or nobody asked.</summary>
    internal Task<CloudRefusal?> RefusalAsync(GrantKey key, CancellationToken cancellationToken) => _refusals.FindAsync(key, cancellationToken);

    /// <returns>False when the tenant is not joined with the org that gave them; see <see cref="GrantStore.SignInAsync"/>.</returns>
    internal async Task<bool> KeepAsync(GrantKey key, CloudTokens tokens, string orgId, CancellationToken cancellationToken)
    {
        if (!await _grants.SignInAsync(key, tokens, orgId, cancellationToken))
        {
            _tenants.Forget(key.TenantId);
            return false;
        }

        await _refusals.ForgetAsync(key, cancellationToken);
        _clients.Forget(key);
        return true;
    }

    /// <summary>Gives back what a cloud has just given and nobody keeps.</summary>
    internal async Task GiveBackAsync(Tenant tenant, string cloud, CloudTokens tokens, CancellationToken cancellationToken)
    {
        try
        {
            await (tokens.RefreshToken is { Length: > 0 } unused ? _clouds.Single(one => one.Cloud == cloud).RevokeAsync(tenant, unused, cancellationToken) : Task.CompletedTask);
        }
        catch (CloudSignInException problem)
        {
            Log.NotGivenBack(_logger, cloud, tenant.Id, problem.Message);
        }
    }

    /// <summary>Another tenant of this server holds a consent of the same person.</summary>
    internal async Task<bool> IsElsewhereAsync(GrantKey key, CancellationToken cancellationToken) => (await _grants.ElsewhereAsync(key, cancellationToken)).Count > 0;

    /// <summary>Withdraws the consents that other tenants hold of the same person; gives these tenants.</summary>
    internal async Task<IReadOnlyList<Guid>> TakeFromOthersAsync(GrantKey key, CancellationToken cancellationToken)
    {
        var others = await _grants.ElsewhereAsync(key, cancellationToken);
        foreach (var tenantId in others)
        {
            await WithdrawAsync(key with { TenantId = tenantId }, cancellationToken);
        }

        return others;
    }

    /// <summary>Signs out: what the cloud has is given back while there is a token to do so, then all is forgotten here. A cloud that does not answer keeps nobody signed in.</summary>
    public async Task WithdrawAsync(GrantKey key, CancellationToken cancellationToken)
    {
        await GiveBackAsync(key, cancellationToken);
        await ForgetAsync(key, cancellationToken);
    }

    /// <summary>Removes the person's webhook at Webex and revokes the tokens. Nothing is forgotten here, so that it may be done again.</summary>
    /// <returns>What its cloud keeps.</returns>
    internal async Task<IReadOnlyList<Withheld>> GiveBackAsync(GrantKey key, CancellationToken cancellationToken)
    {
        var withheld = new List<Withheld>();
        if (key.Cloud == Clouds.Webex && await _subscriptions.RowAsync(key.TenantId, key.Subject, cancellationToken) is { } row
            && await _webhooks.RemoveInWebexAsync(row, cancellationToken) is { } webhook)
        {
            withheld.Add(webhook);
        }

        if (await RevokeAsync(key, cancellationToken) is { } token)
        {
            withheld.Add(token);
        }

        return withheld;
    }

    /// <summary>Forgets the tokens here, and the person's webhook.</summary>
    internal async Task ForgetAsync(GrantKey key, CancellationToken cancellationToken)
    {
        if (key.Cloud == Clouds.Webex && await _subscriptions.RowAsync(key.TenantId, key.Subject, cancellationToken) is { } row)
        {
            await _subscriptions.RemoveAsync(row, cancellationToken);
        }

        await _grants.RemoveAsync(key, cancellationToken);
        _clients.Forget(key);
    }

    /// <summary>Signs everybody of the tenant out of this cloud.</summary>
    internal async Task WithdrawAllAsync(Guid tenantId, string cloud, CancellationToken cancellationToken)
    {
        foreach (var key in await _grants.AllAsync(tenantId, cloud, cancellationToken))
        {
            await WithdrawAsync(key, cancellationToken);
        }
    }

    /// <summary>
    /// Withdraws what persons of Webex gave longer ago than a sign-in takes and no agent is joined with: a sign-out that broke off half-way left it.
    /// Webex would go on telling of their calls, and no page has a button for it. While Webex cannot remove the webhook now, the token that can is kept for the next round.
    /// </summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="joinedAsync">The persons with whom its agents are joined, read after the consents.</param>
    /// <param name="now">The moment.</param>
    /// <param name="cancellationToken">Stops between two persons.</param>
    internal async Task WithdrawForsakenAsync(Guid tenantId, Func<Task<IReadOnlySet<string>>> joinedAsync, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var key in await ForsakenAsync())
        {
            cancellationToken.ThrowIfCancellationRequested();

            // Webex may take its time with each: who has signed in again meanwhile keeps what he gave.
            if ((await ForsakenAsync()).Contains(key) && !(await GiveBackAsync(key, CancellationToken.None)).Any(one => one.MayGoYet) && (await ForsakenAsync()).Contains(key))
            {
                await ForgetAsync(key, CancellationToken.None);
                Log.Forsaken(_logger, key.Subject, tenantId);
            }
        }

        async Task<List<GrantKey>> ForsakenAsync()
        {
            var persons = (await _grants.StandingsAsync(tenantId, Clouds.Webex, cancellationToken)).Where(one => one.Key.IsPerson && now - one.SignedInAt > LongestSignIn).ToList();
            var joined = await joinedAsync();
            return [.. persons.Select(one => one.Key).Where(key => !joined.Contains(key.Subject))];
        }
    }

    // A refresh token takes its access tokens with it; a consent without one has only the access token to give back.
    private async Task<Withheld?> RevokeAsync(GrantKey key, CancellationToken cancellationToken)
    {
        try
        {
            if (await _tenants.FindAsync(key.TenantId, cancellationToken) is { } tenant && await _grants.FindAsync(key, cancellationToken) is { } grant)
            {
                await _clouds.Single(cloud => cloud.Cloud == key.Cloud).RevokeAsync(tenant, grant.RefreshToken.Length > 0 ? grant.RefreshToken : grant.AccessToken, cancellationToken);
            }

            return null;
        }
        catch (Exception problem) when (problem is CloudSignInException or System.Security.Cryptography.CryptographicException)
        {
            Log.NotGivenBack(_logger, key.Cloud, key.TenantId, problem.Message);
            return new Withheld(Withheld.Token, problem is CloudSignInException { Refused: false }, problem.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The consent of Webex person {PersonId}, with whom no agent of tenant {TenantId} is joined, was withdrawn: a sign-out had broken off")]
        public static partial void Forsaken(ILogger logger, string personId, Guid tenantId);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A consent of tenant {TenantId} could not be given back to {Cloud}: {Problem}")]
        public static partial void NotGivenBack(ILogger logger, string cloud, Guid tenantId, string problem);
    }
}
