namespace Tieline.Server.Connections.Tokens;

/// <summary>Callers wait in line here: the first one's refresh serves all, and so does its failure for a moment.</summary>
internal sealed class TokenGrain(TokenRefresher refresher) : Grain, ITokenGrain
{
    /// <summary>Those who waited behind a try that failed are told so, instead of trying one after the other for minutes.</summary>
    private static readonly TimeSpan FailureServes = TimeSpan.FromSeconds(2);

    private (TokenRefresh Outcome, long At)? _failed;

    public async Task<TokenRefresh> RefreshAsync(long refusedVersion)
    {
        if (_failed is { } failed && TimeProvider.System.GetElapsedTime(failed.At) < FailureServes)
        {
            return failed.Outcome;
        }

        var outcome = await refresher.RefreshAsync(GrantKey.Parse(this.GetPrimaryKeyString()), refusedVersion, CancellationToken.None);
        _failed = outcome is TokenRefresh.TryLater or TokenRefresh.Refused ? (outcome, TimeProvider.System.GetTimestamp()) : null;
        return outcome;
    }
}
