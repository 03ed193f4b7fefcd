using Tieline.Server.Connections.Tokens;
using Tieline.Server.Connections.Webhooks;

namespace Tieline.Server.Connections;

/// <summary>Gives, moves and withdraws consents, together with what hangs on them.</summary>
public sealed class Consents
{
    private readonly GrantStore _grants;
    private readonly CloudClients _clients;
    private readonly WebhookUpkeep _webhooks;

    internal Consents(GrantStore grants, CloudClients clients, WebhookUpkeep webhooks) => (_grants, _clients, _webhooks) = (grants, clients, webhooks);

    public Task<ConnectionStatus> StatusAsync(GrantKey key, CancellationToken cancellationToken) => _grants.StatusAsync(key, cancellationToken);

    internal async Task KeepAsync(GrantKey key, CloudTokens tokens, CancellationToken cancellationToken)
    {
        await _grants.SignInAsync(key, tokens, cancellationToken);
        _clients.Forget(key);
    }

    /// <summary>Withdraws the consents that other tenants hold of the same person. True when there was one.</summary>
    internal async Task<bool> TakeFromOthersAsync(GrantKey key, CancellationToken cancellationToken)
    {
        var others = await _grants.ElsewhereAsync(key, cancellationToken);
        foreach (var tenantId in others)
        {
            await WithdrawAsync(key with { TenantId = tenantId }, cancellationToken);
        }

        return others.Count > 0;
    }

    /// <summary>Signs out: the webhook is removed while there is still a token to do so, then the tokens are forgotten.</summary>
    public async Task WithdrawAsync(GrantKey key, CancellationToken cancellationToken)
    {
        if (key.Cloud == Clouds.Webex)
        {
            await _webhooks.RemoveAsync(key.TenantId, key.Subject, cancellationToken);
        }

        await _grants.RemoveAsync(key, cancellationToken);
        _clients.Forget(key);
    }
}
