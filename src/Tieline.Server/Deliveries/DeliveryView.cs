namespace Tieline.Server.Deliveries;

/// <summary>How the page sorts deliveries.</summary>
public enum DeliveryStanding
{
    /// <summary>Not tried yet, or just being sent, and nothing wrong.</summary>
    Waiting,

    /// <summary>Failed at the last try and to be tried again.</summary>
    Failing,

    /// <summary>Will not be tried again by itself.</summary>
    Dead,

    /// <summary>The cloud shows the newest revision, or nothing needed to be written.</summary>
    Settled,
}

/// <summary>One delivery as the page shows it.</summary>
/// <param name="FailureKind">Of the last try, while it fails.</param>
/// <param name="Reason">Why it fails, was given up or was not needed.</param>
/// <param name="Attempts">Tries of the newest revision tried.</param>
/// <param name="FailuresInRow">Of the present kind, since the last success.</param>
/// <param name="DueAt">The next try; of no meaning for settled and dead ones.</param>
public sealed record DeliveryView(
    string Kind, string Key, DeliveryState State, FailureKind? FailureKind, string? Reason, string? RemoteId, long Revision, long DeliveredRevision,
    int Attempts, int FailuresInRow, DateTimeOffset AskedAt, DateTimeOffset DueAt, DateTimeOffset? LastTriedAt, DateTimeOffset? SettledAt);

/// <summary>How many deliveries of a tenant stand where.</summary>
public sealed record DeliveryCounts(long Waiting, long Failing, long Dead, long Settled);
