namespace Tieline.Server.Connections.Tokens;

/// <summary>Callers wait in line here: the first one's refresh serves all, and so does its failure for a moment.</summary>
internal sealed class TokenGrain(TokenRefresher refresher) : Grain, ITokenGrain
{
    /// <summary>Those who waited behind a try that failed are told so, instead of trying one after the other for minutes.</summary>
    private static readonly TimeSpan FailureServes = TimeSpan.FromSeconds(2);

    private long? _failedAt;

    public async Task<TokenRefresh> RefreshAsync(long refusedVersion)
    {
        if (_failedAt is { } failedAt && TimeProvider.System.GetElapsedTime(failedAt) < FailureServes)
        {
            return TokenRefresh.TryLater;
        }

        var outcome = await refresher.RefreshAsync(GrantKey.Parse(this.GetPrimaryKeyString()), refusedVersion, CancellationToken.None);
        _failedAt = outcome == TokenRefresh.TryLater ? TimeProvider.System.GetTimestamp() : null;
        return outcome;
    }
}
