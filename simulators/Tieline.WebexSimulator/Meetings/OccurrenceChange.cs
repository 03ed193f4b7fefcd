using System.Text.Json.Nodes;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>How one occurrence differs from its series.</summary>
internal sealed record OccurrenceChange
{
    public bool Cancelled { get; init; }

    public DateTimeOffset? Start { get; init; }

    public TimeSpan? Length { get; init; }

    public JsonObject Settings { get; init; } = [];
}
