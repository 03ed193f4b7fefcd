namespace Tieline.Server.Storage;

/// <summary>How long a room keeps rows of one sort. Registered as a singleton by the room that owns the table; <see cref="RetentionSweep"/> carries it out.</summary>
/// <param name="What">What it is, for the log.</param>
/// <param name="Kept">The age at which they go.</param>
/// <param name="Prune">Deletes at most some hundreds that are older than <c>$1</c>; run again until it deletes none.</param>
public sealed record Retention(string What, TimeSpan Kept, string Prune);
