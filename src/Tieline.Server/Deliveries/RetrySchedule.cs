namespace Tieline.Server.Deliveries;

/// <summary>When a failed delivery is tried again. Pure: the same failure at the same time gives the same answer.</summary>
internal static class RetrySchedule
{
    /// <summary>Past this the cloud's trouble is no passing one, and the delivery is set aside as dead.</summary>
    internal static readonly TimeSpan LongestFailing = TimeSpan.FromDays(3);

    /// <summary>A cloud's own wish is heard up to this; longer ones have been seen that were mistakes.</summary>
    internal static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(1);

    /// <summary>The next try, or null when there is none.</summary>
    /// <param name="kind">Why it failed.</param>
    /// <param name="failures">Failures in a row, this one included, from 1.</param>
    /// <param name="failingSince">When the first of them began.</param>
    /// <param name="now">The time now.</param>
    /// <param name="retryAfter">The cloud's wish; never makes the pause shorter.</param>
    /// <param name="key">Spreads deliveries that failed together.</param>
    public static DateTimeOffset? Next(FailureKind kind, int failures, DateTimeOffset failingSince, DateTimeOffset now, TimeSpan? retryAfter, string key)
    {
        if (kind == FailureKind.GiveUp || (kind == FailureKind.Retry && now - failingSince >= LongestFailing))
        {
            return null;
        }

        var pause = Pause(kind, failures);
        var wish = TimeSpan.FromTicks(Math.Clamp((retryAfter ?? TimeSpan.Zero).Ticks, 0, LongestRetryAfter.Ticks));
        return now + Jitter(pause > wish ? pause : wish, key, failures);
    }

    /// <summary>The pause before jitter.</summary>
    internal static TimeSpan Pause(FailureKind kind, int failures) => kind switch
    {
        FailureKind.Retry => failures switch
        {
            <= 1 => TimeSpan.FromSeconds(5),
            2 => TimeSpan.FromSeconds(15),
            3 => TimeSpan.FromMinutes(1),
            4 => TimeSpan.FromMinutes(2),
            5 => TimeSpan.FromMinutes(5),
            _ => TimeSpan.FromMinutes(10),
        },
        FailureKind.NeedsAdmin => TimeSpan.FromMinutes(10),
        FailureKind.Refused => TimeSpan.FromHours(6),
        FailureKind.GiveUp => TimeSpan.MaxValue,
    };

    /// <summary>Up to a tenth longer, drawn from the key (FNV-1a), never shorter.</summary>
    private static TimeSpan Jitter(TimeSpan pause, string key, int failures)
    {
        var hash = 14695981039346656037UL + (uint)failures;
        foreach (var letter in key)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        return pause + (pause / 10 * ((hash >> 40) / (double)(1 << 24)));
    }
}
