namespace Tieline.WebexSimulator.Calls;

internal enum EndState
{
    Connecting,
    Alerting,
    Connected,
    Held,
    RemoteHeld,
    Disconnected,
}

internal enum Personality
{
    Originator,
    Terminator,
    ClickToDial,
}

/// <summary>The vendor's spelling of states, personalities and event types.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/call-controls</remarks>
internal static class Words
{
    public const string Created = "created";
    public const string Updated = "updated";
    public const string Deleted = "deleted";

    public const string Received = "received";
    public const string Answered = "answered";
    public const string HeldEvent = "held";
    public const string Resumed = "resumed";
    public const string Recording = "recording";
    public const string Forwarded = "forwarded";
    public const string Disconnected = "disconnected";

    public static string Of(EndState state) => state switch
    {
        EndState.Connecting => "connecting",
        EndState.Alerting => "alerting",
        EndState.Connected => "connected",
        EndState.Held => "held",
        EndState.RemoteHeld => "remoteHeld",
        EndState.Disconnected => "disconnected",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Of(Personality personality) => personality switch
    {
        Personality.Originator => "originator",
        Personality.Terminator => "terminator",
        Personality.ClickToDial => "clickToDial",
        _ => throw new ArgumentOutOfRangeException(nameof(personality)),
    };
}
