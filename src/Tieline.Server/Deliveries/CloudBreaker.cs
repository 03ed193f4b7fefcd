namespace Tieline.Server.Deliveries;

/// <summary>
/// Watches one kind of delivery of one tenant. When the cloud fails several times in a row it is left alone, and single probes at growing intervals
/// find out when it is back. In memory only: each process finds out for itself. Not thread-safe; the worker locks.
/// </summary>
internal sealed class CloudBreaker
{
    internal const int AtOnce = 8;
    private const int FailuresToOpen = 3;

    private int _failuresInRow;

    /// <summary>When the next probe may go; null while all is well.</summary>
    public DateTimeOffset? ProbeAt { get; private set; }

    /// <summary>How many more deliveries may begin.</summary>
    public int Room(int underWay, DateTimeOffset now) =>
        ProbeAt switch
        {
            null => AtOnce - underWay,
            { } probeAt when probeAt <= now && underWay == 0 => 1,
            _ => 0,
        };

    public void Note(DeliveryOutcome outcome, DateTimeOffset now)
    {
        switch (outcome)
        {
            case DeliveryOutcome.Failed { Kind: FailureKind.Retry } when ++_failuresInRow >= FailuresToOpen:
                ProbeAt = now + ProbePause(_failuresInRow - FailuresToOpen);
                break;
            case DeliveryOutcome.Delivered or DeliveryOutcome.Failed { Kind: FailureKind.Refused }:
                Close();
                break;
        }
    }

    /// <summary>Takes the cloud for well, for example because an admin says so.</summary>
    public void Close()
    {
        _failuresInRow = 0;
        ProbeAt = null;
    }

    internal static TimeSpan ProbePause(int failedProbes) =>
        TimeSpan.FromSeconds(failedProbes switch { <= 0 => 5, 1 => 10, 2 => 20, 3 => 40, _ => 60 });
}
