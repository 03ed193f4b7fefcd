using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Tieline.Server.Storage;

/// <summary>The database answers and the writer runs.</summary>
internal sealed class StorageHealth(Database database, GroupCommitWriter writer) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!writer.IsAlive)
        {
            return HealthCheckResult.Unhealthy("The writer is not running: the server is starting or stopping.");
        }

        try
        {
            await database.QueryAsync("SELECT 1", [], row => row.GetInt32(0), cancellationToken);
            return HealthCheckResult.Healthy($"{database.Name} answers.");
        }
        catch (System.Data.Common.DbException exception)
        {
            return HealthCheckResult.Unhealthy($"{database.Name} does not answer.", exception);
        }
    }
}
