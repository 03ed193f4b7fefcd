using System.Diagnostics.Metrics;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Intake;

public class InboxAgeTests
{
    [Fact]
    public async Task Metrics_tell_how_long_the_oldest_waiting_entry_has_waited()
    {
        await using var world = await TestWorld.StartAsync();
        await world.EventuallyAsync(() => Oldest(world) == 0);
        var received = Moment.ToMicroseconds(world.Clock.UtcNow.AddMinutes(-5));
        await world.Get<GroupCommitWriter>().CommitAsync(
            [new Statement(
                "INSERT INTO inbox (id, tenant_id, subject, ordering_key, person_id, source, body, received_at, dedupe_key, state) VALUES ($1, $2, 'nobody', 'x', 'ann', 'webhook', $3, $4, $3, 0)",
                [Guid.CreateVersion7(), Guid.NewGuid(), new byte[] { 1 }, received])],
            TestWorld.Stop);
        await world.WithinLooksAsync(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(15), () => Oldest(world) >= 315);
        var told = Oldest(world);
        world.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(told + 5, Oldest(world)); // It ages between two looks as well.
    }

    // Read from this world's own meter: at /metrics the gauges of all worlds in this process meet.
    private static double? Oldest(TestWorld world)
    {
        double? oldest = null;
        var ours = world.Get<IMeterFactory>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, heard) =>
        {
            if (instrument.Name == "tieline.inbox.oldest" && ReferenceEquals(instrument.Meter.Scope, ours))
            {
                heard.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => oldest = seconds);
        listener.Start();
        listener.RecordObservableInstruments();
        return oldest;
    }
}
