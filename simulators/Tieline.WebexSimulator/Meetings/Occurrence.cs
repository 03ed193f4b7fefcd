namespace Tieline.WebexSimulator.Meetings;

/// <summary>One scheduled meeting of a series. <paramref name="Key"/> is its planned start, and stays when it is moved.</summary>
internal sealed record Occurrence(MeetingSeries Series, string Key, DateTimeOffset Start, DateTimeOffset End, OccurrenceChange? Change)
{
    public string Id => $"{Series.Id}_{Key}";

    public bool Modified => Change is not null;
}
