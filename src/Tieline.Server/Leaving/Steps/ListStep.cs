using System.Text.Json;
using Tieline.Server.Diagnostics;
using Tieline.Server.Leaving.Inventory;
using Tieline.Server.Storage;

namespace Tieline.Server.Leaving.Steps;

/// <summary>Writes down what is in use, for the report. What cannot be listed now is waited for, unless the admin goes on without.</summary>
internal sealed class ListStep(TenantInventory inventory, Clock clock) : ILeavingStep
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(30);

    public LeavingStep Step => LeavingStep.List;

    /// <summary>Pure: a list takes some twenty calls of the org's daily ones, so the longer it could not be made the later it is asked for again.</summary>
    public static TimeSpan PauseAfter(TimeSpan tried) => tried / 2 < LongestPause ? tried / 2 : LongestPause;

    public async Task<StepOutcome> RunAsync(LeavingRow row, CancellationToken cancellationToken)
    {
        var found = await inventory.ListAsync(row.TenantId, cancellationToken);
        if (found.Passing is { } passing && row.Skipped != LeavingStep.List)
        {
            return StepOutcome.Wait("LeavingWaitsSalesforce", passing) with { Pause = PauseAfter(clock.UtcNow - Moment.FromMicroseconds(row.StartedAt)) };
        }

        row.Found = JsonSerializer.Serialize(found.Items);
        var uses = found.Items.Where(item => !item.IsOurs).Select(item => new LeavingLeft(item.Thing, item.Name, item.Count, LeavingWords.Verbatim("")));
        return StepOutcome.DoneExcept([.. uses, .. found.Gaps]);
    }
}
