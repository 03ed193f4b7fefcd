using Tieline.Server.CallerMatching;
using Tieline.Server.Calls;
using Tieline.Server.Users;

namespace Tieline.Server.CallLogging;

/// <summary>Finds who is at the other end of an agent's call and remembers it for the log.</summary>
public sealed class CallerLookup(CallLogs logs)
{
    /// <summary>Looks, remembers, and gives what was found.</summary>
    public async Task<CallerMatch?> FindAsync(CallView call, Agent agent, CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        CallerMatch? match = null;
        await logs.RememberMatchAsync(call, match, cancellationToken);
        return match;
    }

    internal async Task<CallLogMatch> FindForLogAsync(CallView call, Agent agent, CancellationToken cancellationToken) =>
        CallLogMatch.Of(call.Remote, await FindAsync(call, agent, cancellationToken));
}
