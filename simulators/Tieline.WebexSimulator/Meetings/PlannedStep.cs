namespace Tieline.WebexSimulator.Meetings;

/// <summary>Something that will happen in a meeting at an instant of the simulator's clock; kept over restarts.</summary>
internal sealed record PlannedStep(DateTimeOffset Due, string SeriesId, string Action)
{
    public string? InstanceId { get; init; }

    public string? Email { get; init; }

    public string? Name { get; init; }

    public string? Phone { get; init; }

    public string? Text { get; init; }

    public string[] Options { get; init; } = [];

    public bool Panelist { get; init; }
}
