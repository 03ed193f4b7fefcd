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

    /// <summary>Calls that ended and whose logs the agent may want to complete, the newest first.</summary>
    public IReadOnlyList<CallView> Waiting { get; init; } = [];

    /// <summary>Who the calls are with, by call session.</summary>
    public IReadOnlyDictionary<string, CallerMatch> Matches { get; init; } = new Dictionary<string, CallerMatch>();

    public CallerMatch? MatchOf(CallView call) => Matches.GetValueOrDefault(call.CallSessionId);
}
