using System.Reflection;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Tieline.Server.Calls;
using Tieline.Server.Connections;
using Tieline.Server.Intake;
using Tieline.Server.Storage;

namespace Tieline.Server.Leaving.Inventory;

/// <summary>All that the tables hold of one tenant: whatever has a tenant's id. Counted, written out, deleted.</summary>
internal sealed class TenantRows(Database database, GroupCommitWriter writer)
{
    private const string TenantId = nameof(TenantRow.TenantId);
    private const string Sealed = "Sealed";

    // Others write between two slices.
    private const int AtOnce = 500;

    private static readonly MethodInfo SliceOf = typeof(TenantRows).GetMethod(nameof(DeleteSliceAsync), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo RestOf = typeof(TenantRows).GetMethod(nameof(DeleteRestAsync), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo ListOf = typeof(TenantRows).GetMethod(nameof(ListAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Calls that are not over, or of which something was told that nobody has looked at yet.</summary>
    public Task<long> OpenCallsAsync(Guid tenantId, CancellationToken cancellationToken) => database.ReadAsync(async db =>
    {
        var open = await db.Set<CallSessionRow>().Where(row => row.TenantId == tenantId && row.CheckAt != null).Select(row => row.CallSessionId).ToListAsync(cancellationToken);
        var told = await db.Set<InboxRow>().Where(row => row.TenantId == tenantId && row.State == 0).Select(row => row.OrderingKey).ToListAsync(cancellationToken);
        return open.Concat(told).Distinct(StringComparer.Ordinal).LongCount();
    });

    /// <summary>
    /// Deletes them table by table in small transactions; then, in one, the tenant with what came meanwhile: whoever finds the tenant gone finds nothing of it.
    /// </summary>
    public async Task DeleteAllAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var tables = await TablesAsync();
        foreach (var table in tables.Where(table => table.ClrType != typeof(TenantRow)))
        {
            while (await writer.WriteAsync((db, token) => (Task<int>)SliceOf.MakeGenericMethod(table.ClrType).Invoke(null, [db, tenantId, token])!, cancellationToken) == AtOnce)
            {
                // There is more.
            }
        }

        await writer.WriteAsync(
            async (db, token) =>
            {
                await db.TakeTurnAsync(tenantId, token); // Whoever writes settings meanwhile finds no tenant any more.
                foreach (var table in tables)
                {
                    await (Task)RestOf.MakeGenericMethod(table.ClrType).Invoke(null, [db, tenantId, token])!;
                }

                return true;
            },
            cancellationToken);
    }

    /// <summary>Everything by table and column, without what is sealed.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>>> ExportAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var tables = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>>(StringComparer.Ordinal);
        foreach (var table in await TablesAsync())
        {
            var rows = await database.ReadAsync(db => (Task<List<object>>)ListOf.MakeGenericMethod(table.ClrType).Invoke(null, [db, tenantId, cancellationToken])!);
            tables[table.GetTableName()!] = [.. rows.Select(row => Shown(table, row))];
        }

        return tables;
    }

    /// <summary>A row as people may read it: by column, without secrets; bytes are our JSON, or a body as it came.</summary>
    public static IReadOnlyDictionary<string, object?> Shown(IEntityType table, object row) => table.GetProperties()
        .Where(column => !column.Name.EndsWith(Sealed, StringComparison.Ordinal) && column.Name != "WebhookKey")
        .ToDictionary(column => column.GetColumnName(), column => column.PropertyInfo!.GetValue(row) is byte[] bytes ? Encoding.UTF8.GetString(bytes) : column.PropertyInfo.GetValue(row), StringComparer.Ordinal);

    private Task<List<IEntityType>> TablesAsync() => database.ReadAsync(db => Task.FromResult(db.Model.GetEntityTypes()
        .Where(table => table.FindProperty(TenantId) is not null && table.ClrType != typeof(LeavingRow))
        .OrderBy(table => table.ClrType == typeof(TenantRow)).ThenBy(table => table.GetTableName(), StringComparer.Ordinal).ToList()));

    private static async Task<int> DeleteSliceAsync<T>(TielineDb db, Guid tenantId, CancellationToken cancellationToken)
        where T : class
    {
        var rows = await Of<T>(db, tenantId).Take(AtOnce).ToListAsync(cancellationToken);
        db.RemoveRange(rows);
        return rows.Count;
    }

    private static Task<int> DeleteRestAsync<T>(TielineDb db, Guid tenantId, CancellationToken cancellationToken)
        where T : class => Of<T>(db, tenantId).ExecuteDeleteAsync(cancellationToken);

    private static async Task<List<object>> ListAsync<T>(TielineDb db, Guid tenantId, CancellationToken cancellationToken)
        where T : class => [.. await Of<T>(db, tenantId).ToListAsync(cancellationToken)];

    private static IQueryable<T> Of<T>(TielineDb db, Guid tenantId)
        where T : class => db.Set<T>().Where(row => EF.Property<Guid>(row, TenantId) == tenantId);
}
