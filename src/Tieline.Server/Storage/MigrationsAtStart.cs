using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Tieline.Server.Storage;

/// <summary>
/// Brings the schema up to date. EF takes a lock for it, so that two nodes starting at once do not meet. When all is up to date EF is not asked:
/// reading one table is much faster than waking EF, and most starts are such.
/// </summary>
internal static class MigrationsAtStart
{
    public static async Task ApplyAsync(IDatabaseEngine engine, CancellationToken cancellationToken)
    {
        if (!await IsUpToDateAsync(engine, cancellationToken))
        {
            await using var context = engine.CreateContext();
            await context.Database.MigrateAsync(cancellationToken);
        }
    }

    private static async Task<bool> IsUpToDateAsync(IDatabaseEngine engine, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await engine.OpenForReadingAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\"";
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var applied = new HashSet<string>();
            while (await reader.ReadAsync(cancellationToken))
            {
                applied.Add(reader.GetString(0));
            }

            return Known(engine.ContextType).All(applied.Contains);
        }
        catch (DbException)
        {
            // A new database has no such table; whatever else is wrong, EF will say.
            return false;
        }
    }

    private static IEnumerable<string> Known(Type contextType) =>
        from type in contextType.Assembly.GetTypes()
        where type.IsSubclassOf(typeof(Migration)) && type.GetCustomAttribute<DbContextAttribute>()?.ContextType == contextType
        select type.GetCustomAttribute<MigrationAttribute>()!.Id;
}
