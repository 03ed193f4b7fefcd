using System.Reflection;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Tieline.Server.Audit;
using Tieline.Server.Calls;
using Tieline.Server.Deliveries;
using Tieline.Server.Leaving.Inventory;
using Tieline.Server.Storage;

namespace Tieline.Server.Leaving.PersonalData;

/// <summary>Finds and erases the rows about one person in every table of <see cref="PersonTables"/>. Reads each of the tenant's rows: it is done seldom.</summary>
internal sealed class PersonRows(Database database, GroupCommitWriter writer)
{
    private const int AtOnce = 100;
    private static readonly MethodInfo StreamOf = typeof(PersonRows).GetMethod(nameof(Stream), BindingFlags.NonPublic | BindingFlags.Static)!;

    public async Task<IReadOnlyList<PersonFinding>> FindAsync(Guid tenantId, PersonMarks marks, bool wholeCalls, CancellationToken cancellationToken)
    {
        var search = await SearchAsync(tenantId, marks, wholeCalls, cancellationToken);
        var open = await OpenCallsAsync(tenantId, cancellationToken);
        var found = new List<PersonFinding>();
        foreach (var table in PersonTables.All.Where(table => table.OnErase != OnErase.Nothing))
        {
            var (model, rows) = await RowsAsync(table, tenantId, search, cancellationToken);
            if (rows.Count > 0)
            {
                List<IReadOnlyDictionary<string, object?>> shown = [.. rows.Select(row => TenantRows.Shown(model, row))];
                found.Add(new PersonFinding(table.Table, table.OnErase, shown, shown.Count(row => table.Stays(row, open))));
            }
        }

        return found;
    }

    /// <summary>How many rows were deleted or made anonymous.</summary>
    public async Task<int> EraseAsync(Guid tenantId, PersonMarks marks, bool wholeCalls, CancellationToken cancellationToken)
    {
        var search = await SearchAsync(tenantId, marks, wholeCalls, cancellationToken);
        var open = await OpenCallsAsync(tenantId, cancellationToken);
        var count = 0;
        foreach (var table in PersonTables.All.Where(table => table.OnErase != OnErase.Nothing))
        {
            var (model, rows) = await RowsAsync(table, tenantId, search, cancellationToken);
            var keys = rows.Where(row => !table.Stays(TenantRows.Shown(model, row), open)).Select(row => model.FindPrimaryKey()!.Properties.Select(key => key.PropertyInfo!.GetValue(row)).ToArray()).ToList();
            foreach (var part in keys.Chunk(AtOnce))
            {
                count += await writer.WriteAsync((db, token) => EraseAsync(db, table, model, part, search, open, token), cancellationToken);
            }
        }

        return count;
    }

    // Read again within the transaction: what has changed since it was found is judged anew.
    private static async Task<int> EraseAsync(TielineDb db, PersonTable table, IEntityType model, object?[][] keys, Search search, IReadOnlySet<string> open, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var key in keys)
        {
            if (await db.FindAsync(model.ClrType, key, cancellationToken) is not { } row || !IsAbout(table, model, row, search) || table.Stays(TenantRows.Shown(model, row), open))
            {
                continue;
            }

            if (db.Entry(row).State == EntityState.Detached)
            {
                db.Attach(row);
            }

            count++;
            if (table.OnErase == OnErase.Delete)
            {
                db.Remove(row);
                continue;
            }

            foreach (var column in ColumnsOf(table, model).Where(column => TextOf(column, row) is { } text && search.Of(table, column).AreIn(text)))
            {
                db.Entry(row).Property(column.Name).CurrentValue = search.Of(table, column).Without(TextOf(column, row)!);
            }

            if (model.FindProperty("Who") is { } name && model.FindProperty("WhoId") is { } id && TextOf(id, row) is { } whoId && db.Entry(row).Property(id.Name).IsModified)
            {
                db.Entry(row).Property(name.Name).CurrentValue = AuditEvent.Erased; // His name stood beside his id.
            }
        }

        return count;
    }

    // A call whose end is not known or whose log Salesforce does not show yet is still worked on.
    private async Task<IReadOnlySet<string>> OpenCallsAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var running = await database.ReadAsync(db => db.Set<CallSessionRow>().Where(row => row.TenantId == tenantId && row.CheckAt != null).Select(row => row.CallSessionId).ToListAsync(cancellationToken));
        var owed = await database.ReadAsync(db => db.Set<DeliveryRow>().Where(row => row.TenantId == tenantId && row.State < (int)DeliveryState.Settled).Select(row => row.DeliveryKey).ToListAsync(cancellationToken));
        return running.Concat(owed.SelectMany(key => key.Split(':'))).ToHashSet(StringComparer.Ordinal);
    }

    private async Task<(IEntityType Model, List<object> Rows)> RowsAsync(PersonTable table, Guid tenantId, Search search, CancellationToken cancellationToken) =>
        await database.ReadAsync(async db =>
        {
            var model = db.Model.GetEntityTypes().Single(one => one.GetTableName() == table.Table);
            var found = new List<object>();
            await foreach (var row in ((IAsyncEnumerable<object>)StreamOf.MakeGenericMethod(model.ClrType).Invoke(null, [db, tenantId])!).WithCancellation(cancellationToken))
            {
                if (IsAbout(table, model, row, search))
                {
                    found.Add(row);
                }
            }

            return (model, found);
        });

    private async Task<Search> SearchAsync(Guid tenantId, PersonMarks marks, bool wholeCalls, CancellationToken cancellationToken)
    {
        var calls = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in wholeCalls ? PersonTables.All.Where(table => PersonTables.TellOfCalls.Contains(table.Table)) : [])
        {
            var (model, rows) = await RowsAsync(table, tenantId, new Search(marks, calls), cancellationToken);
            calls.UnionWith(rows.Select(row => CallOf(model, row)).OfType<string>());
        }

        return new Search(marks, calls);
    }

    private static bool IsAbout(PersonTable table, IEntityType model, object row, Search search) =>
        (search.Calls.Count > 0 && CallOf(model, row) is { } call && search.Calls.Contains(call))
        || ColumnsOf(table, model).Any(column => TextOf(column, row) is { Length: > 0 } text && search.Of(table, column).AreIn(text));

    private static string? CallOf(IEntityType model, object row) =>
        model.GetProperties().FirstOrDefault(column => column.GetColumnName() == PersonTable.CallColumn) is { } column ? TextOf(column, row) : null;

    private static IEnumerable<IProperty> ColumnsOf(PersonTable table, IEntityType model) => model.GetProperties().Where(column => table.Columns.Contains(column.GetColumnName()));

    private static string? TextOf(IProperty column, object row) => column.PropertyInfo!.GetValue(row) switch
    {
        string text => text,
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        Guid id => id.ToString(),
        _ => null,
    };

    private static IAsyncEnumerable<object> Stream<T>(TielineDb db, Guid tenantId)
        where T : class => db.Set<T>().AsNoTracking().Where(row => EF.Property<Guid>(row, "TenantId") == tenantId).AsAsyncEnumerable();

    /// <param name="Calls">The calls that are about him as a whole.</param>
    private sealed record Search(PersonMarks Marks, IReadOnlySet<string> Calls)
    {
        // Beside the name of who did it stands his id: a namesake is told from him.
        public PersonMarks Of(PersonTable table, IProperty column) => table.HasNames && column.Name != "Who" ? Marks.WithNames : Marks;
    }
}
