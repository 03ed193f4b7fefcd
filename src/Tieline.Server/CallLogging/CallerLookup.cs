using Tieline.Salesforce;
using Tieline.Server.CallerMatching;
using Tieline.Server.Calls;
using Tieline.Server.Users;

namespace Tieline.Server.CallLogging;

/// <summary>Finds who is at the other end of an agent's call, and remembers it for the log.</summary>
public sealed partial class CallerLookup(CallLogs logs, CallerMatcher matcher, ILogger<CallerLookup> log)
{
    /// <summary>Null when the org did not answer: then it is looked for again when the log is written.</summary>
    public async Task<CallerMatch?> FindAsync(CallView call, Agent agent, CancellationToken cancellationToken)
    {
        try
        {
            return await MatchAsync(call, agent, cancellationToken);
        }
        catch (SalesforceException exception)
        {
            Log.NoMatch(log, call.CallSessionId, exception.Kind);
            return null;
        }
    }

    /// <summary>The match alone. Asked for early, it is under way or done when <see cref="FindAsync"/> needs it.</summary>
    /// <exception cref="SalesforceException">The org did not answer.</exception>
    public Task<CallerMatch> MatchAsync(CallView call, Agent agent, CancellationToken cancellationToken) => matcher.MatchAsync(
        agent.AsAsker(), new CallerNumber(call.Remote.Number, call.Remote.Name, call.Remote.IsPrivate, call.Remote.PersonId), cancellationToken);

    /// <summary>The log is written with this match, unless the agent chooses another.</summary>
    public Task RememberAsync(CallView call, Agent agent, CallerMatch match, CancellationToken cancellationToken) =>
        logs.RememberMatchAsync(call, agent.Id, match, cancellationToken);

    /// <exception cref="SalesforceException">The org did not answer.</exception>
    internal async Task<CallLogMatch> FindForLogAsync(CallView call, Agent agent, CancellationToken cancellationToken)
    {
        var match = await MatchAsync(call, agent, cancellationToken);
        await RememberAsync(call, agent, match, cancellationToken);
        return CallLogMatch.Of(call.Remote, match);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Nobody could be looked up for call session {CallSessionId}: Salesforce answered {Kind}. The log looks again.")]
        public static partial void NoMatch(ILogger logger, string callSessionId, SalesforceErrorKind kind);
    }
}
