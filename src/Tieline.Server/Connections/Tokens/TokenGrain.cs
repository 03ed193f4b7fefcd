namespace Tieline.Server.Connections.Tokens;

/// <summary>Callers wait in line here: the first one's refresh serves all, and so does its failure for a moment.</summary>
internal sealed class TokenGrain(TokenRefresher refresher) : Grain, ITokenGrain
{
    /// <summary>Those who waited behind a try that failed are told so, instead of trying one after the other for minutes.</summary>
    private static readonly TimeSpan FailureServes = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan RefusalServesAtMost = TimeSpan.FromMinutes(1);

    // Since: of the first refusal, when nothing else came in between.
    private (TokenRefresh Outcome, long At, long Since)? _failed;

    public async Task<TokenRefresh> RefreshAsync(long refusedVersion)
    {
        if (_failed is { } failed && TimeProvider.System.GetElapsedTime(failed.At) < Serves(failed.Outcome, TimeProvider.System.GetElapsedTime(failed.Since, failed.At)))
        {
            return failed.Outcome;
        }

        var outcome = await refresher.RefreshAsync(GrantKey.Parse(this.GetPrimaryKeyString()), refusedVersion, CancellationToken.None);
        var now = TimeProvider.System.GetTimestamp();
        _failed = outcome is TokenRefresh.TryLater or TokenRefresh.Refused ? (outcome, now, _failed is { } before && before.Outcome == outcome ? before.Since : now) : null;
        return outcome;
    }

    /// <summary>
    /// Pure: how long a failure serves. A refusal that somebody must mend is tried again the more seldom the longer it has lasted, a tenth of that time: a mistyped
    /// secret must not send each agent's every need to the sign-in server, nor keep a limit of sign-ins exceeded.
    /// </summary>
    /// <param name="outcome">Of the last try.</param>
    /// <param name="lasted">From the first try that ended so to the last.</param>
    internal static TimeSpan Serves(TokenRefresh outcome, TimeSpan lasted)
    {
        var tenth = lasted / 10;
        return outcome != TokenRefresh.Refused || tenth < FailureServes ? FailureServes : tenth < RefusalServesAtMost ? tenth : RefusalServesAtMost;
    }
}
