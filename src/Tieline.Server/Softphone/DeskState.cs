using Tieline.Server.CallerMatching;
using Tieline.Server.Calls;
using Tieline.Server.Users;

namespace Tieline.Server.Softphone;

/// <summary>What an agent's softphone shows at one moment. Replaced as a whole, never changed.</summary>
/// <param name="Agent">Null when the agent is gone or was made inactive.</param>
public sealed record DeskState(Agent? Agent)
{
    /// <summary>The agent may be rung: signed in to Webex.</summary>
    public bool IsSignedIn { get; init; }

    /// <summary>Tieline may read Salesforce as the agent.</summary>
    public bool ReadsSalesforce { get; init; }

    /// <summary>Calls that are not over, oldest first.</summary>
    public IReadOnlyList<CallView> Calls { get; init; } = [];

    /// <summary>A call that ended and whose log the agent may want to complete.</summary>
    public CallView? Ended { get; init; }

    /// <summary>Who the calls are with, by call session.</summary>
    public IReadOnlyDictionary<string, CallerMatch> Matches { get; init; } = new Dictionary<string, CallerMatch>();

    public CallerMatch? MatchOf(CallView call) => Matches.GetValueOrDefault(call.CallSessionId);

    /// <summary>
    /// Takes the calls as they are now. One that is gone from them waits for its log, unless nobody was reached in it and it rang in:
    /// a missed call asks nothing of the agent.
    /// </summary>
    /// <param name="active">Calls that are not over.</param>
    /// <param name="over">The final state of those that were active before.</param>
    public DeskState With(IReadOnlyList<CallView> active, IReadOnlyList<CallView> over)
    {
        var toLog = over.Where(call => call.AnsweredAt is not null || !call.IsIncoming).MaxBy(call => call.EndedAt);
        return this with { Calls = active, Ended = toLog ?? Ended };
    }
}
