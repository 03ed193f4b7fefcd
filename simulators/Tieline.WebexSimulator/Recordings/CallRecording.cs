using System.Text.Json.Serialization;
using Tieline.WebexSimulator.Calls;

namespace Tieline.WebexSimulator.Recordings;

/// <summary>A recorded call, as converged recordings keep it.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/converged-recordings</remarks>
internal sealed record CallRecording
{
    public const string Available = "available";
    public const string Deleted = "deleted";
    public const string Region = "US";

    public required string Id { get; init; }

    public required string Topic { get; init; }

    public required string OwnerId { get; set; }

    /// <summary>When it was filed; its beginning is that of its first action.</summary>
    public required DateTimeOffset Created { get; init; }

    public required List<RecordingAction> Actions { get; init; }

    /// <summary>The setting that caused it: on demand, or always.</summary>
    public required string Trigger { get; init; }

    public required string CallId { get; init; }

    public required string CallSessionId { get; init; }

    public required string Personality { get; init; }

    public required Party Remote { get; init; }

    /// <summary>Proves a download link.</summary>
    public required string Ticket { get; init; }

    /// <summary>"deleted" is in the recycle bin.</summary>
    public string Status { get; set; } = Available;

    [JsonIgnore]
    public DateTimeOffset Began => Actions[0].Time;

    [JsonIgnore]
    public int DurationSeconds => (int)Math.Min(RecordingAction.Recorded(Actions).TotalSeconds, Silence.MostSeconds);
}
