using System.Text.Json;
using System.Threading.Channels;
using Tieline.Server.Diagnostics;
using Tieline.Server.Leaving.Inventory;
using Tieline.Server.Leaving.Steps;

namespace Tieline.Server.Leaving;

/// <summary>
/// Carries tenants out, step by step. How far one is stands in the table before the next step begins, and each step may be carried out again: a server that
/// dies, or another that takes over after a minute, goes on where it stopped.
/// </summary>
internal sealed partial class LeavingWorker(Leavings leavings, IEnumerable<ILeavingStep> steps, TenantInventory inventory, Clock clock, ILogger<LeavingWorker> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);
    private readonly Channel<bool> _nudges = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Guid _leaseId = Guid.NewGuid();
    private readonly Dictionary<Guid, Task> _going = [];
    private readonly Dictionary<LeavingStep, ILeavingStep> _steps = steps.ToDictionary(step => step.Step);

    /// <summary>The admin has said something: look at once.</summary>
    public void Nudge() => _nudges.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var tenantId in (await leavings.OpenAsync(stoppingToken)).Where(one => !_going.TryGetValue(one, out var going) || going.IsCompleted))
                {
                    _going[tenantId] = TryToGoOnAsync(tenantId, stoppingToken);
                }
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, problem);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            await SleepAsync(stoppingToken);
        }

        await Task.WhenAll(_going.Values);
    }

    // One tenant's long step or silent mail server holds up no other.
    private async Task TryToGoOnAsync(Guid tenantId, CancellationToken stopping)
    {
        try
        {
            await GoOnAsync(tenantId, stopping);
        }
        catch (Exception problem)
        {
            if (!stopping.IsCancellationRequested)
            {
                Log.Failed(logger, problem);
            }
        }
    }

    private async Task GoOnAsync(Guid tenantId, CancellationToken stopping)
    {
        while (await leavings.ClaimAsync(tenantId, _leaseId, stopping) is { } row)
        {
            List<LeavingLeft> remains = [.. JsonSerializer.Deserialize<List<LeavingLeft>>(row.Remains)!];
            var isLeftOut = row.Skipped == row.Step && row.Step != LeavingStep.List; // The list is made all the same, with its gaps.
            var outcome = isLeftOut ? StepOutcome.DoneExcept(await inventory.LeftOutAsync(row, stopping)) : await TryAsync(row, stopping);
            if (outcome.IsDone && !isLeftOut && LeavingThings.Of(row.Step) is { } thing)
            {
                remains.RemoveAll(left => left.Thing == thing && left.Count == 0); // It could not be listed at the beginning, and is dealt with.
            }

            remains.AddRange(outcome.Left.Where(left => !remains.Contains(left)));
            var next = outcome.IsDone ? row.Step + 1 : row.Step;
            var isStored = await leavings.StoreAsync(row, _leaseId, next, remains, outcome.Waiting, outcome.Waiting is null ? null : outcome.Pause, stopping);
            if (outcome.IsDone)
            {
                Log.Done(logger, row.Step, tenantId);
            }

            if (!isStored || outcome.Waiting is not null)
            {
                return;
            }
        }
    }

    // A step that fails in an unforeseen way waits like one whose cloud does not answer: the page shows it, and it is tried again.
    private async Task<StepOutcome> TryAsync(LeavingRow row, CancellationToken stopping)
    {
        using var claim = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var renewing = RenewAsync(row.TenantId, claim);
        try
        {
            return await _steps[row.Step].RunAsync(row, claim.Token);
        }
        catch (Exception problem) when (!stopping.IsCancellationRequested)
        {
            Log.StepFailed(logger, row.Step, row.TenantId, problem);
            return StepOutcome.Wait("LeavingWaitsFailure", problem.Message);
        }
        finally
        {
            await claim.CancelAsync();
            await renewing;
        }
    }

    // A step may take longer than the claim lasts. When another server has it by now, or nobody can say, the step is stopped.
    private async Task RenewAsync(Guid tenantId, CancellationTokenSource claim)
    {
        try
        {
            do
            {
                await clock.DelayAsync(Leavings.RenewEvery, claim.Token);
            }
            while (await leavings.RenewAsync(tenantId, _leaseId, claim.Token));
            Log.ClaimLost(logger, tenantId);
        }
        catch (OperationCanceledException)
        {
            return; // The step is over.
        }
        catch (Exception problem)
        {
            Log.Failed(logger, problem);
        }

        await claim.CancelAsync();
    }

    private async Task SleepAsync(CancellationToken stoppingToken)
    {
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAny(clock.DelayAsync(LookEvery, awake.Token), _nudges.Reader.WaitToReadAsync(awake.Token).AsTask());
        _nudges.Reader.TryRead(out _);
        await awake.CancelAsync();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Tenant {TenantId} leaves: {Step} is done")]
        public static partial void Done(ILogger logger, LeavingStep step, Guid tenantId);

        [LoggerMessage(Level = LogLevel.Error, Message = "Tenant {TenantId} leaves: {Step} failed and is tried again")]
        public static partial void StepFailed(ILogger logger, LeavingStep step, Guid tenantId, Exception problem);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Tenant {TenantId} leaves: another server has taken it over, so this one stops its step")]
        public static partial void ClaimLost(ILogger logger, Guid tenantId);

        [LoggerMessage(Level = LogLevel.Error, Message = "Who leaves could not be looked at; tried again in ten seconds")]
        public static partial void Failed(ILogger logger, Exception problem);
    }
}
