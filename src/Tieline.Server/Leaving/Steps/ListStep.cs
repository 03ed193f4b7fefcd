using System.Text.Json;
using Tieline.Server.Leaving.Inventory;

namespace Tieline.Server.Leaving.Steps;

/// <summary>Writes down what is in use, for the report. What cannot be listed now is waited for, unless the admin goes on without.</summary>
internal sealed class ListStep(TenantInventory inventory) : ILeavingStep
{
    public LeavingStep Step => LeavingStep.List;

    public async Task<StepOutcome> RunAsync(LeavingRow row, CancellationToken cancellationToken)
    {
        var found = await inventory.ListAsync(row.TenantId, cancellationToken);
        if (found.Passing is { } passing && row.Skipped != LeavingStep.List)
        {
            return StepOutcome.Wait("LeavingWaitsSalesforce", passing);
        }

        row.Found = JsonSerializer.Serialize(found.Items);
        var uses = found.Items.Where(item => !item.IsOurs).Select(item => new LeavingLeft(item.Thing, item.Name, item.Count, LeavingWords.Verbatim("")));
        return StepOutcome.DoneExcept([.. uses, .. found.Gaps]);
    }
}
