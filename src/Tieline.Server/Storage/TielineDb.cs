using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Tieline.Server.Storage;

/// <summary>
/// The schema: every <c>...Table : IEntityTypeConfiguration&lt;TRow&gt;</c> of this assembly. It has no <c>DbSet</c> properties, so that Storage
/// knows no other room; use <c>Set&lt;TRow&gt;()</c>. Columns, keys and indexes get names in snake_case.
/// </summary>
public abstract class TielineDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>Within a transaction: waits until no other transaction, on any server, has the turn for this id. On SQLite writers come one after the other anyway.</summary>
    public virtual Task TakeTurnAsync(Guid id, CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(TielineDb).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(SnakeCase(property.Name));
            }

            foreach (var key in entity.GetKeys())
            {
                key.SetName(SnakeCase(key.GetName() ?? ""));
            }

            foreach (var index in entity.GetIndexes())
            {
                index.SetDatabaseName(SnakeCase(index.GetDatabaseName() ?? ""));
            }
        }
    }

    /// <summary><c>DueAt</c> becomes <c>due_at</c>, <c>IX_inbox_DueAt</c> becomes <c>ix_inbox_due_at</c>.</summary>
    internal static string SnakeCase(string name)
    {
        var result = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && (char.IsLower(name[i - 1]) || char.IsDigit(name[i - 1])))
            {
                result.Append('_');
            }

            result.Append(char.ToLowerInvariant(name[i]));
        }

        return result.ToString();
    }
}
