namespace Tieline.Server.Deliveries;

/// <summary>What is under way in this process, and how each lane's cloud fares.</summary>
internal sealed class DeliveryLanes
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Lane, CloudBreaker> _breakers = [];
    private readonly Dictionary<(Lane Lane, string Key), Task> _underWay = [];

    /// <summary>How many more may begin in this lane.</summary>
    public int Room(Lane lane, DateTimeOffset now)
    {
        lock (_lock)
        {
            return Breaker(lane).Room(_underWay.Keys.Count(place => place.Lane == lane), now);
        }
    }

    public bool IsNotUnderWay(DueDelivery delivery)
    {
        lock (_lock)
        {
            return !_underWay.ContainsKey((delivery.Lane, delivery.Key));
        }
    }

    /// <summary>Keeps a place until <paramref name="attempt"/> has ended, then calls <paramref name="ended"/>.</summary>
    public void Begin(DueDelivery delivery, Task attempt, Action ended)
    {
        var place = (delivery.Lane, delivery.Key);
        lock (_lock)
        {
            _underWay.Add(place, attempt);
        }

        attempt.ContinueWith(
            _ =>
            {
                lock (_lock)
                {
                    _underWay.Remove(place);
                }

                ended();
            },
            TaskScheduler.Default);
    }

    public void Note(Lane lane, DeliveryOutcome outcome, DateTimeOffset now)
    {
        lock (_lock)
        {
            Breaker(lane).Note(outcome, now);
        }
    }

    public void Reopen(Guid tenantId)
    {
        lock (_lock)
        {
            foreach (var breaker in _breakers.Where(entry => entry.Key.TenantId == tenantId).Select(entry => entry.Value))
            {
                breaker.Close();
            }
        }
    }

    /// <summary>The earliest probe still to come, or null.</summary>
    public DateTimeOffset? NextProbe(DateTimeOffset now)
    {
        lock (_lock)
        {
            return _breakers.Values.Select(breaker => breaker.ProbeAt).Where(probeAt => probeAt > now).Min();
        }
    }

    public Task AllEndedAsync()
    {
        lock (_lock)
        {
            return Task.WhenAll(_underWay.Values);
        }
    }

    private CloudBreaker Breaker(Lane lane)
    {
        if (!_breakers.TryGetValue(lane, out var breaker))
        {
            _breakers.Add(lane, breaker = new CloudBreaker());
        }

        return breaker;
    }
}
