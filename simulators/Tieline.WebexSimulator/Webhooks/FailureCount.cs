namespace Tieline.WebexSimulator.Webhooks;

/// <summary>
/// 100 failed deliveries within five minutes switch a webhook off; within five minutes of that, once it was
/// switched on again, a single failure does.
/// </summary>
/// <remarks>https://developer.webex.com/docs/webhooks</remarks>
internal sealed class FailureCount
{
    public const int Limit = 100;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private readonly Queue<DateTimeOffset> failures = new();

    public DateTimeOffset? DisabledAt { get; private set; }

    /// <summary>Counts one failure; true when the webhook is to be switched off now.</summary>
    public bool Count(DateTimeOffset now)
    {
        failures.Enqueue(now);
        while (failures.TryPeek(out var oldest) && oldest <= now - Window)
        {
            failures.Dequeue();
        }

        var onProbation = DisabledAt is { } disabled && now - disabled < Window;
        if (!onProbation && failures.Count < Limit)
        {
            return false;
        }

        DisabledAt = now;
        failures.Clear();
        return true;
    }
}
