namespace Tieline.WebexSimulator.People;

/// <summary>A desk phone (DEVICE) or a Webex app (APPLICATION) that rings for a person, with what it lets the API do.</summary>
internal sealed record Endpoint
{
    public const string Device = "DEVICE";
    public const string Application = "APPLICATION";

    public required string Id { get; init; }

    public required string Type { get; init; }

    public required string Name { get; init; }

    /// <summary>False: POST /telephony/calls/answer is refused for this endpoint; a hand must lift it.</summary>
    public bool RemoteAnswer { get; init; } = true;

    /// <summary>False: calls on this endpoint report <c>muteCapable</c> false.</summary>
    public bool RemoteMute { get; init; } = true;
}
