using Tieline.Salesforce;
using Tieline.Server.CallerMatching;
using Tieline.Server.Calls;
using Tieline.Server.Users;

namespace Tieline.Server.CallLogging;

/// <summary>Finds who is at the other end of an agent's call and remembers it for the log.</summary>
public sealed partial class CallerLookup(CallLogs logs, CallerMatcher matcher, ILogger<CallerLookup> log)
{
    /// <summary>Looks, remembers, and gives what was found; null when the org did not answer, so that it is looked for again when the log is written.</summary>
    public async Task<CallerMatch?> FindAsync(CallView call, Agent agent, CancellationToken cancellationToken)
    {
        try
        {
            return await FindOrFailAsync(call, agent, cancellationToken);
        }
        catch (SalesforceException exception)
        {
            Log.NoMatch(log, call.CallSessionId, exception.Kind);
            return null;
        }
    }

    /// <exception cref="SalesforceException">The org did not answer.</exception>
    internal async Task<CallLogMatch> FindForLogAsync(CallView call, Agent agent, CancellationToken cancellationToken) =>
        CallLogMatch.Of(call.Remote, await FindOrFailAsync(call, agent, cancellationToken));

    private async Task<CallerMatch> FindOrFailAsync(CallView call, Agent agent, CancellationToken cancellationToken)
    {
        var asker = new Asker(agent.TenantId, agent.Id, agent.SalesforceUserId, agent.Country, agent.PersonId);
        var number = new CallerNumber(call.Remote.Number, call.Remote.Name, call.Remote.IsPrivate, call.Remote.PersonId);
        var match = await matcher.MatchAsync(asker, number, cancellationToken);
        await logs.RememberMatchAsync(call, agent.Id, match, cancellationToken);
        return match;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Nobody could be looked up for call session {CallSessionId}: Salesforce answered {Kind}. The log looks again.")]
        public static partial void NoMatch(ILogger logger, string callSessionId, SalesforceErrorKind kind);
    }
}
