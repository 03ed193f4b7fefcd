using Tieline.SalesforceSimulator.Control;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>A request whose saves take their time, as with slow triggers: meanwhile it holds the rows it writes and their parents.</summary>
internal sealed class SlowSave(RestCall call, HeldRequests held, CancellationToken cancellationToken)
{
    private readonly SalesforceOrg org = call.Org;
    private readonly object holder = new();

    /// <summary>Whether the call may save records.</summary>
    public static bool Fits(RestCall call) => call.Method is not ("GET" or "HEAD") && call.Path is ["sobjects" or "composite" or "quickActions" or "actions", ..];

    public async Task<RestAnswer> RunAsync(Func<Task> wait)
    {
        // What it does not get is refused, each row in its own place.
        if (!await HoldAsync()) return RestRouter.Handle(call);
        try
        {
            await wait();
            return org.Run(() => org.Locks.As(holder, () => RestRouter.Handle(call)), call.Author);
        }
        finally
        {
            org.Run(() => org.Locks.Release(holder));
        }
    }

    /// <summary>Takes all rows that the request needs, once nobody else holds one of them; false when that takes too long.</summary>
    private async Task<bool> HoldAsync()
    {
        var until = org.Clock.Now + TimeSpan.FromSeconds(org.SaveTimes.WaitsSeconds);
        while (true)
        {
            var freed = org.Run(() => org.Locks.TryHold(holder, Trial()) ? null : org.Locks.Freed);
            if (freed is null) return true;
            if (until - org.Clock.Now is not { Ticks: > 0 } left) return false;
            await held.WaitAsync(left, freed, cancellationToken);
        }
    }

    /// <summary>Which rows the request needs is known by doing it once and undoing it, with all that it leaves besides rows.</summary>
    private IReadOnlyCollection<string> Trial()
    {
        if (!Fits(call)) return [];
        var (mark, counters, recent, locators) = (org.Mark(), new Dictionary<string, long>(org.Records.Counters), org.Recent.Keep(), org.Locators.Keep());
        var needed = org.Locks.NeededBy(() => RestRouter.Handle(call));
        org.Undo(mark);
        org.Records.RestoreCounters(counters);
        org.Recent.Restore(recent);
        org.Locators.Restore(locators);
        return needed;
    }
}
