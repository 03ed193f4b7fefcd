using Orleans.Runtime;
using Tieline.Server.Diagnostics;

namespace Tieline.Server.Connections.Tokens;

/// <summary>The tokens of one consent as this process knows them. Refreshing goes through the consent's grain.</summary>
internal sealed class AccessTokenSource(GrantKey key, GrantStore grants, IGrainFactory grains, Clock clock)
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(5);

    // Another server may have withdrawn or moved the consent: ours is read again soon enough.
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(30);
    private volatile Known? _known;

    /// <summary>Whether there is a consent that may work, as far as we know. Reads the store until it is so.</summary>
    public async ValueTask<bool> IsLinkedAsync(CancellationToken cancellationToken) => await KnownAsync(cancellationToken) is not null;

    /// <exception cref="NoTokenException">Nobody is signed in, or the token ran out and the cloud refuses us or does not answer.</exception>
    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        var grant = await KnownAsync(cancellationToken) ?? throw new NoTokenException(signInNeeded: true);
        if (grant.AccessExpiresAt - clock.UtcNow < RenewBefore)
        {
            try
            {
                return await RenewAsync(grant, cancellationToken);
            }
            catch (NoTokenException) when (grant.AccessExpiresAt > clock.UtcNow)
            {
                return grant.AccessToken; // Still good for a few minutes: the next request tries again.
            }
        }

        return grant.AccessToken;
    }

    /// <exception cref="NoTokenException">As <see cref="GetAsync"/>.</exception>
    public async ValueTask<string> RefreshAsync(string refusedToken, CancellationToken cancellationToken)
    {
        var grant = await KnownAsync(cancellationToken) ?? throw new NoTokenException(signInNeeded: true);
        return grant.AccessToken == refusedToken ? await RenewAsync(grant, cancellationToken) : grant.AccessToken;
    }

    /// <summary>The consent was changed here: read it again at the next use.</summary>
    public void Forget() => _known = null;

    private async Task<string> RenewAsync(Grant refused, CancellationToken cancellationToken)
    {
        var outcome = await AskAsync(refused, cancellationToken);
        if (outcome is TokenRefresh.TryLater or TokenRefresh.Refused)
        {
            throw new NoTokenException(signInNeeded: outcome == TokenRefresh.Refused);
        }

        // Those who waited together read the store once: the first of them replaces what is known. A reading that began before the renewal may
        // come back after it, with the token that was just replaced: then the store is read again.
        while (true)
        {
            if (_known is { } known && known.Grant.Version == refused.Version)
            {
                Interlocked.CompareExchange(ref _known, null, known);
            }

            var grant = await KnownAsync(cancellationToken) ?? throw new NoTokenException(signInNeeded: true);
            if (grant.Version != refused.Version)
            {
                return grant.AccessToken;
            }
        }
    }

    // The grain may live on a server that has just died, or wait for a sign-in server that is silent: the next need asks again.
    private async Task<TokenRefresh> AskAsync(Grant refused, CancellationToken cancellationToken)
    {
        try
        {
            return await grains.GetGrain<ITokenGrain>(key.ToString()).RefreshAsync(refused.Version).WaitAsync(cancellationToken);
        }
        catch (Exception problem) when (problem is TimeoutException or OrleansException)
        {
            return TokenRefresh.TryLater;
        }
    }

    private async ValueTask<Grant?> KnownAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known && clock.UtcNow - known.ReadAt < KnownFor)
        {
            return known.Grant;
        }

        var grant = await grants.FindAsync(key, cancellationToken);
        _known = grant?.Status is { State: ConnectionState.Linked } or { MayHeal: true } ? new Known(grant, clock.UtcNow) : null;
        return _known?.Grant;
    }

    private sealed record Known(Grant Grant, DateTimeOffset ReadAt);
}

/// <summary>There is no token to speak with.</summary>
/// <param name="signInNeeded">Somebody must sign in, or mend what the cloud refuses; otherwise the cloud did not answer and it may work later.</param>
internal sealed class NoTokenException(bool signInNeeded) : Exception(
    signInNeeded ? "Nobody is signed in, or the sign-in is no longer accepted." : "The sign-in server does not answer now.")
{
    public bool SignInNeeded => signInNeeded;
}
