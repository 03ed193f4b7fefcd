using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Runtime;

namespace Tieline.Server.Cluster;

/// <summary>The silo of this process takes calls.</summary>
internal sealed class SiloHealth(ISiloStatusOracle silos) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(silos.CurrentStatus == SiloStatus.Active
            ? HealthCheckResult.Healthy($"One of {silos.GetApproximateSiloStatuses(onlyActive: true).Count} servers.")
            : HealthCheckResult.Unhealthy($"The silo is {silos.CurrentStatus}."));
}
