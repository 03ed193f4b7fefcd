using Tieline.Salesforce;
using Tieline.Server.Deliveries;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;
using Tieline.Server.Users;

namespace Tieline.Server.CallLogging;

/// <summary>Stores what became of a log and tells the agent's pages.</summary>
internal sealed class CallLogOutcome(GroupCommitWriter writer, DeliveryWorker deliveries, AgentFeed feed, Clock clock)
{
    public async Task<DeliveryOutcome> WrittenAsync(CallLogAtHand log, TaskWritten task, CallLogFields fields)
    {
        await StoreAsync(log, task.TaskId, task.IsUnlinked ? fields with { WhoId = null, WhatId = null } : fields, task.Problem, task.Detail);
        return new DeliveryOutcome.Delivered(task.TaskId);
    }

    public Task ForgottenAsync(CallLogAtHand log) => StoreAsync(log, null, null, null, null);

    /// <summary>The draft stays as it is; the agent is told why it is not in Salesforce (yet).</summary>
    public async Task<DeliveryOutcome> FailedAsync(CallLogAtHand log, SalesforceException failure, CancellationToken cancellationToken)
    {
        if (failure.Kind == SalesforceErrorKind.Unsure && log.State.TaskId is null)
        {
            await AskForRechecksAsync(log, cancellationToken);
        }

        var problem = CallLogFailures.Meaning(failure.Kind).Problem;
        if (problem != log.State.Problem || failure.Message != log.State.ProblemDetail)
        {
            await StoreAsync(log, log.State.TaskId, log.State.Written, problem, failure.Message);
        }

        return CallLogFailures.Outcome(failure);
    }

    /// <summary>A create whose answer was lost may be carried out minutes later: then there are two, and the later looks find them.</summary>
    public async Task AskForRechecksAsync(CallLogAtHand log, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var asked = CallLogRecheck.After.Select((pause, index) =>
            Outbox.Ask(log.Delivery.TenantId, CallLogRecheck.KindName, $"{log.Delivery.Key}#{index}", now + pause, now));
        await writer.CommitAsync([.. asked], cancellationToken);
        deliveries.Nudge();
    }

    private async Task StoreAsync(CallLogAtHand log, string? taskId, CallLogFields? written, string? problem, string? detail)
    {
        // Not cancelled: what was written in Salesforce is noted even when the server stops.
        await writer.CommitAsync([CallLogRows.Task(log.Delivery.TenantId, log.Key, log.Agent.Id, taskId, written, problem, detail)], CancellationToken.None);
        await feed.PublishAsync(log.Delivery.TenantId, log.Agent.Id, new CallLogChanged(log.Key.CallSessionId, taskId, problem, detail));
    }
}
