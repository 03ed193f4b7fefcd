using System.Collections.Immutable;
using CsCheck;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Tests.Soql;

public sealed class IndexConsistencyTests
{
    private static readonly OrgSchema Schema = OrgSchema.Standard();
    private static readonly string?[] Phones = [null, "100", "200", "abc", "ABC"];

    /// <summary>What is done (save, save, erase, commit, undo), to which of eight rows, with which phone.</summary>
    private static readonly Gen<(int What, int Row, int Phone)[]> Steps = Gen.Select(Gen.Int[0, 4], Gen.Int[1, 8], Gen.Int[0, Phones.Length - 1]).Array[0, 60];

    [Fact]
    public void After_any_saves_erasures_and_undos_an_index_finds_what_a_look_at_all_rows_finds() => Steps.Sample(steps =>
    {
        var store = new RecordStore(Schema);
        foreach (var (what, row, phone) in steps) Do(store, what, RecordIds.Make("003", row), Phones[phone]);
        var table = store.Table("Contact");
        Assert.Equal(table.Count, table.All.Count());
        Assert.Equal(table.All.Select(r => r.Id).Order(StringComparer.Ordinal), table.All.Select(r => r.Id));
        foreach (var wanted in Phones.OfType<string>())
            Assert.Equal(table.All.Where(r => wanted.Equals(r.Text("Phone"), StringComparison.OrdinalIgnoreCase)).Select(r => r.Id), table.IdsWith("Phone", wanted)!);
    }, iter: 2000);

    private static void Do(RecordStore store, int what, string id, string? phone)
    {
        if (what <= 1) store.Put(new SalesforceRecord("Contact", id, ImmutableDictionary<string, object>.Empty).With("Phone", phone));
        else if (what == 2 && store.Find(id) is { } row) store.Erase(row);
        else if (what == 3) store.Commit();
        else if (what == 4) store.Undo(store.Mark() / 2);
    }
}
