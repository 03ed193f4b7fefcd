using Tieline.Server.Connections;
using Tieline.Server.Leaving.Inventory;

namespace Tieline.Server.Leaving.Steps;

/// <summary>Deletes the tenant's secrets and rows here; the row of the leaving itself stays, as the report.</summary>
internal sealed class RowsStep(TenantRows rows, Tenants tenants) : ILeavingStep
{
    public LeavingStep Step => LeavingStep.Rows;

    public async Task<StepOutcome> RunAsync(LeavingRow row, CancellationToken cancellationToken)
    {
        await rows.DeleteAllAsync(row.TenantId, cancellationToken);
        tenants.Forget(row.TenantId);
        return StepOutcome.Done;
    }
}
