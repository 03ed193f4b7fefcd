using Avro.Generic;
using Avro.IO;
using Tieline.SalesforceSimulator.ChangeData;
using Tieline.SalesforceSimulator.Seed;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Tests.PubSub;

public sealed class EventEncoderTests
{
    [Fact]
    public void Every_seeded_record_can_be_told_and_read_again()
    {
        using var org = new SalesforceOrg();
        OrgSeed.Fill(org, new SalesforceSimulatorOptions());
        var told = org.Schema.Objects.Where(ChannelRules.CanBeSelected).Sum(o => org.Records.Rows(o.Name).Count(row => Told(EventSchema.Of(o), row)));
        Assert.True(told > 50, $"only {told} records were told");
    }

    private static bool Told(EventSchema schema, SalesforceRecord row)
    {
        var body = ChangeBody.Of(new RecordChange(row.ObjectName, row.Id, RecordChangeKind.Created) { After = row }, schema)!;
        var header = new ChangeHeader(row.ObjectName, [row.Id], new ChangeAuthor("005", ""), "key", 1, DateTimeOffset.UnixEpoch, 1);
        var payload = EventEncoder.Encode(schema, header, body);
        var read = new GenericDatumReader<GenericRecord>(schema.Avro, schema.Avro).Read(null!, new BinaryDecoder(new MemoryStream(payload)));
        Assert.Equal([row.Id], (object[])((GenericRecord)read["ChangeEventHeader"])["recordIds"]);
        Assert.Equal(schema.Fields.Count(f => f.Parts.Count == 0 && f.Source is not null && row[f.Name] is not null), schema.Fields.Count(f => f.Parts.Count == 0 && read[f.Name] is not null));
        return true;
    }
}
