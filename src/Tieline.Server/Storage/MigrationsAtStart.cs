using Microsoft.EntityFrameworkCore;

namespace Tieline.Server.Storage;

/// <summary>Brings the schema up to date. EF takes a lock for it, so that two nodes starting at once do not meet.</summary>
internal static class MigrationsAtStart
{
    public static Task ApplyAsync(TielineDb context, CancellationToken cancellationToken) => context.Database.MigrateAsync(cancellationToken);
}
