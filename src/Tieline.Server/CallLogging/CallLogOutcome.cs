using Tieline.Salesforce;
using Tieline.Server.Deliveries;
using Tieline.Server.Diagnostics;
using Tieline.Server.Lightning;
using Tieline.Server.Storage;
using Tieline.Server.Users;

namespace Tieline.Server.CallLogging;

/// <summary>Stores what became of a log and tells the agent's pages.</summary>
internal sealed class CallLogOutcome(GroupCommitWriter writer, DeliveryWorker deliveries, AgentFeed feed, Clock clock)
{
    /// <summary>On disk before it is sent: when its answer is lost, what then stands in Salesforce can be told from what others wrote.</summary>
    public Task SendingAsync(CallLogAtHand log, string text) => StoreAsync(log, log.State.Sending(text, isCreate: log.State.TaskId is null));

    public async Task<DeliveryOutcome> WrittenAsync(CallLogAtHand log, TaskWritten task, CallLogFields fields)
    {
        var before = log.State.Written;
        var taken = fields with
        {
            WhoId = task.LeftOut.Contains("WhoId") ? before?.WhoId : fields.WhoId,
            WhatId = task.LeftOut.Contains("WhatId") ? before?.WhatId : fields.WhatId,
        };
        await ToldAsync(log, log.State.Took(task.TaskId, taken) with { Problem = task.Problem, ProblemDetail = task.Detail, LooksDone = log.State.LooksWanted });
        return new DeliveryOutcome.Delivered(task.TaskId);
    }

    /// <summary>The Task was taken back: there is none any more.</summary>
    public Task ForgottenAsync(CallLogAtHand log) => ToldAsync(log, CallLogState.None with
    {
        AgentId = log.State.AgentId, Match = log.State.Match, LooksWanted = log.State.LooksWanted, LooksDone = log.State.LooksWanted, Version = log.State.Version,
    });

    /// <summary>Somebody deleted the Task in Salesforce: it is not made again, and the agent is told.</summary>
    public async Task<DeliveryOutcome> DeletedAsync(CallLogAtHand log)
    {
        await ProblemAsync(log, log.State, CallLogFailures.Deleted, null);
        return new DeliveryOutcome.NotNeeded(KeptSentence.Of("DeliveryTaskDeleted"));
    }

    /// <summary>The draft stays as it is; the agent is told why it is not in Salesforce (yet).</summary>
    public async Task<DeliveryOutcome> FailedAsync(CallLogAtHand log, SalesforceException failure, CancellationToken cancellationToken)
    {
        if (failure.Kind == SalesforceErrorKind.Unsure && log.State.TaskId is null)
        {
            await AskForLooksAsync(log, cancellationToken);
        }

        var wasSent = log.IsSending && failure.Kind != SalesforceErrorKind.Unsure;
        await ProblemAsync(log, wasSent ? log.State.NotTaken() : log.State, CallLogFailures.Meaning(failure.Kind).Problem, failure.Message);
        return CallLogFailures.Outcome(failure);
    }

    /// <summary>A create whose answer was lost may be carried out minutes later: then there are two, and the later looks find them.</summary>
    public async Task AskForLooksAsync(CallLogAtHand log, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var asked = CallLogRecheck.After.Select((pause, index) =>
            Outbox.Ask(log.Delivery.TenantId, CallLogRecheck.KindName, $"{log.Delivery.Key}#{index}", now + pause, now));
        await writer.CommitAsync([.. asked], cancellationToken);
        deliveries.Nudge();
    }

    private async Task ProblemAsync(CallLogAtHand log, CallLogState state, string problem, string? detail)
    {
        if (state != log.State || problem != state.Problem || detail != state.ProblemDetail)
        {
            await ToldAsync(log, state with { Problem = problem, ProblemDetail = detail });
        }
    }

    private async Task ToldAsync(CallLogAtHand log, CallLogState state)
    {
        await StoreAsync(log, state);
        await feed.PublishAsync(log.Delivery.TenantId, log.Agent.Id, new CallLogChanged(log.Key.CallSessionId, state.TaskId, state.Problem, state.ProblemDetail));
    }

    private async Task StoreAsync(CallLogAtHand log, CallLogState state)
    {
        // Not cancelled: what was written in Salesforce is noted even when the server stops.
        await writer.CommitAsync([CallLogRows.State(log.Delivery.TenantId, log.Key, log.Agent.Id, state)], CancellationToken.None);
        log.State = state with { Version = state.Version + 1 };
    }
}
