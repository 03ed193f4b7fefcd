namespace Tieline.WebexSimulator.Meetings;

/// <summary>The transcript of an instance: what was said, with the corrections made since.</summary>
internal sealed record MeetingTranscript(string Id, DateTimeOffset Created)
{
    public bool Deleted { get; set; }

    public Dictionary<string, string> Corrections { get; init; } = [];
}

/// <summary>The summary of an instance, written from what was said.</summary>
internal sealed record MeetingSummary(string Id, DateTimeOffset Created)
{
    public bool Deleted { get; set; }
}
