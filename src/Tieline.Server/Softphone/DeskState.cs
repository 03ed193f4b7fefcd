using Tieline.Server.CallerMatching;
using Tieline.Server.CallLogging;
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

    /// <summary>Calls that ended and whose logs the agent may want to complete, the newest first.</summary>
    public IReadOnlyList<CallView> Waiting { get; init; } = [];

    /// <summary>Who the calls are with, by call session.</summary>
    public IReadOnlyDictionary<string, CallerMatch> Matches { get; init; } = new Dictionary<string, CallerMatch>();

    public CallerMatch? MatchOf(CallView call) => Matches.GetValueOrDefault(call.CallSessionId);

    /// <summary>
    /// Pure: the state after one of the agent's calls changed. Null when only what is stored can tell: a call that ended and stands nowhere here
    /// may be one with whose log the agent is done.
    /// </summary>
    public DeskState? With(CallView call, DateTimeOffset now)
    {
        var known = Calls.Concat(Waiting).FirstOrDefault(call.IsSameAs);
        if (known is null && call.IsOver)
        {
            return null;
        }

        return known?.Version > call.Version ? this : this with
        {
            Calls = CallBoard.ThatAreShown([.. Calls.Where(other => !call.IsSameAs(other)), call], now),
            Waiting = [.. CallLogs.ThatAsk([.. Waiting.Where(other => !call.IsSameAs(other)), call], now)],
        };
    }

    /// <summary>With this match, and without those of calls that are shown no more.</summary>
    public DeskState With(string callSessionId, CallerMatch match)
    {
        var shown = Calls.Concat(Waiting).Select(call => call.CallSessionId).ToHashSet();
        return this with { Matches = new Dictionary<string, CallerMatch>(Matches.Where(one => shown.Contains(one.Key))) { [callSessionId] = match } };
    }
}
