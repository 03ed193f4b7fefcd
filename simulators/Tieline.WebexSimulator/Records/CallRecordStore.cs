using Tieline.WebexSimulator.Calls;
using Tieline.WebexSimulator.Cloud;

namespace Tieline.WebexSimulator.Records;

/// <summary>The detailed call history, oldest first, each record with a report time of its own; only the newest are kept.</summary>
internal sealed class CallRecordStore
{
    private const int Kept = 20_000;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);
    private readonly Queue<CallRecord> records = new();
    private DateTimeOffset last;

    public IReadOnlyCollection<CallRecord> All => records;

    public void Add(Leg leg, WebexCloud cloud)
    {
        var now = cloud.Clock.Now;
        last = last >= now && last - now < TimeSpan.FromMinutes(1) ? last + Tick : now;
        Load(new CallRecord(last, leg.Person.Location, CallRecordFields.Of(leg, last, cloud.Directory.OrganizationUuid, cloud.Options.Seed)));
    }

    public void Load(CallRecord record)
    {
        records.Enqueue(record);
        last = record.ReportTime;
        if (records.Count > Kept)
        {
            records.Dequeue();
        }
    }

    public void Clear()
    {
        records.Clear();
        last = default;
    }
}
