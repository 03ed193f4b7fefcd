namespace Tieline.WebexSimulator.Calls;

/// <summary>A message that somebody left for a person; what was said is not kept.</summary>
internal sealed record Voicemail
{
    public required string Id { get; init; }

    public required string PersonId { get; init; }

    /// <summary>Null when the caller withheld the number.</summary>
    public string? From { get; init; }

    public string? Name { get; init; }

    public double Seconds { get; init; }

    public required DateTimeOffset Left { get; init; }

    public bool Read { get; set; }
}
