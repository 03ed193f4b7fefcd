using Tieline.Server.CallerMatching;
using Tieline.Server.Calls;
using Tieline.Server.Users;

namespace Tieline.Server.Softphone;

/// <summary>What an agent's softphone shows at one moment. Replaced as a whole, never changed.</summary>
/// <param name="Agent">Null when the agent is gone or was made inactive.</param>
public sealed record DeskState(Agent? Agent)
{
    private const int OthersKept = 30;

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

    /// <summary>Pure: the state after one of the agent's running calls began or changed; older news than what is shown changes nothing.</summary>
    public DeskState With(CallView call, DateTimeOffset now) => Calls.FirstOrDefault(call.IsSameAs)?.Version > call.Version ? this : With(
        CallBoard.ThatAreShown([.. Calls.Where(other => !call.IsSameAs(other)), call], now), [.. Waiting.Where(other => !call.IsSameAs(other))]);

    /// <summary>These calls instead. Who one is with is forgotten when somebody else has come to its other end.</summary>
    public DeskState With(IReadOnlyList<CallView> calls, IReadOnlyList<CallView> waiting)
    {
        var passed = calls.Concat(waiting).Where(call => Calls.Concat(Waiting).Any(before => call.IsSameAs(before) && call.Remote != before.Remote)).Select(call => call.CallSessionId).ToHashSet();
        return this with { Calls = calls, Waiting = waiting, Matches = Matches.Where(one => !passed.Contains(one.Key)).ToDictionary() };
    }

    /// <summary>With this match; of those that belong to no shown call the last ones are kept, since an older log may be open.</summary>
    public DeskState With(string callSessionId, CallerMatch match)
    {
        var shown = Calls.Concat(Waiting).Select(call => call.CallSessionId).ToHashSet();
        var others = Matches.Where(one => one.Key != callSessionId).ToList();
        var kept = others.Where(one => shown.Contains(one.Key)).Concat(others.Where(one => !shown.Contains(one.Key)).TakeLast(OthersKept));
        return this with { Matches = kept.Append(KeyValuePair.Create(callSessionId, match)).ToDictionary() };
    }

    /// <summary>This party is (still) at the other end of the call, as far as the call is shown.</summary>
    public bool IsWith(CallView call, RemoteParty remote) => Calls.Concat(Waiting).FirstOrDefault(call.IsSameAs) is not { } shown || shown.Remote == remote;
}
