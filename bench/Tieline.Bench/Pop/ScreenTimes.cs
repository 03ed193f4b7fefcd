using System.Diagnostics;
using Tieline.Bench.Org;

namespace Tieline.Bench.Pop;

/// <summary>Joins what was seen in the browser with the calls that it belongs to. The browser's clock is the machine's, ours is laid upon it once.</summary>
internal sealed class ScreenTimes(List<PlayedCall> calls)
{
    private const double Latest = 3000;

    // The machine's time at Stopwatch zero, in milliseconds since 1970.
    private readonly double _zero = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds - (Stopwatch.GetTimestamp() * 1000.0 / Stopwatch.Frequency);

    public void Tell(IReadOnlyList<Sighting> inPanels, IReadOnlyList<Sighting> atHost)
    {
        Console.WriteLine($"{calls.Count} calls rang on panels in chromium");
        Figures.Tell("webhook to the ringing call in the document", Delays(call => First(inPanels, call, what => what == call.Caller.Shown || what == call.Caller.Name)));
        Figures.Tell("webhook to the caller's name in the document", Delays(call => First(inPanels, call, what => what == call.Caller.Name)));
        Figures.Tell("webhook to the pop at the host page", Delays(call => First(atHost, call, what => what == call.Caller.RecordId)));
    }

    private IEnumerable<double> Delays(Func<PlayedCall, double?> seen) => calls.Select(seen).OfType<double>();

    private double? First(IReadOnlyList<Sighting> sightings, PlayedCall call, Func<string, bool> isIt)
    {
        var sent = _zero + (call.HookAt * 1000.0 / Stopwatch.Frequency);
        return sightings.Where(one => one.Agent == call.Agent && one.At >= sent - 1 && one.At < sent + Latest && isIt(one.What)).Select(one => (double?)(one.At - sent)).Min();
    }
}
