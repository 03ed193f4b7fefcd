using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>A request whose saves take their time, as with slow triggers: meanwhile it holds the rows it writes and their parents.</summary>
internal static class SlowSave
{
    public static async Task<RestAnswer> RunAsync(RestCall call, Func<Task> wait)
    {
        var (org, holder) = (call.Org, new object());
        org.Run(() => org.Locks.Hold(holder, Trial(org, call)));
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

    /// <summary>Which rows the request needs is known by doing it once and undoing it.</summary>
    private static IReadOnlyCollection<string> Trial(SalesforceOrg org, RestCall call)
    {
        var mark = org.Mark();
        var needed = org.Locks.NeededBy(() => RestRouter.Handle(call));
        org.Undo(mark);
        return needed;
    }
}
