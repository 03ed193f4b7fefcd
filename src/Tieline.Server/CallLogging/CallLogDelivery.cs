using Tieline.Salesforce;
using Tieline.Server.Calls;
using Tieline.Server.Connections;
using Tieline.Server.Deliveries;
using Tieline.Server.Users;

namespace Tieline.Server.CallLogging;

/// <summary>
/// Brings the Task of one agent's call to what the call and the draft say: creates it once the call is answered (or was missed), completes it at the end,
/// and takes it back when it turns out that a colleague had answered. Written as the integration user with the agent as owner.
/// See https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_task.htm.
/// </summary>
internal sealed class CallLogDelivery(
    CallBoard board, CallLogs logs, Agents agents, CloudClients clouds, OrgTasks org, CallerLookup lookup, CallLogOutcome outcome) : IDeliver
{
    public const string KindName = "call-log";

    public string Kind => KindName;

    public async Task<DeliveryOutcome> DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        if (!CallLogKey.TryParse(delivery.Key, out var key))
        {
            return new DeliveryOutcome.Failed(FailureKind.GiveUp, "This is no key of a call log.");
        }

        var call = await board.FindAsync(delivery.TenantId, key.Value.CallSessionId, key.Value.PersonId, cancellationToken);
        var state = await logs.StateAsync(delivery.TenantId, key.Value, cancellationToken);
        var agent = await agents.OfLogAsync(delivery.TenantId, key.Value, state, cancellationToken);
        if (call is null || agent is null)
        {
            return new DeliveryOutcome.NotNeeded(call is null ? "There is no such call." : "Nobody in Salesforce is joined with this Webex person.");
        }

        var log = new CallLogAtHand(delivery, key.Value, call, agent, state);
        try
        {
            var tasks = new CallLogTasks(await clouds.SalesforceAsIntegrationAsync(delivery.TenantId, cancellationToken));
            log = await AdoptAsync(log, tasks, cancellationToken);
            return CallLogRules.IsWanted(call) ? await WriteAsync(log, tasks, cancellationToken) : await WithdrawAsync(log, tasks, cancellationToken);
        }
        catch (SalesforceException failure)
        {
            return await outcome.FailedAsync(log, failure, cancellationToken);
        }
    }

    // An earlier try may have made the Task although we do not know of it: its answer was lost, or we were killed before we could note it.
    private async Task<CallLogAtHand> AdoptAsync(CallLogAtHand log, CallLogTasks tasks, CancellationToken cancellationToken)
    {
        if (log.State.TaskId is not null || !log.Delivery.MayAlreadyExist)
        {
            return log;
        }

        await outcome.AskForRechecksAsync(log, cancellationToken);
        var found = await tasks.FindAsync(log.Delivery.Key, log.OwnerOfSearch, log.Call.StartedAt, cancellationToken);
        return found.Count == 0 ? log : log with { State = log.State with { TaskId = found[0].Id, Written = null } };
    }

    private async Task<DeliveryOutcome> WriteAsync(CallLogAtHand log, CallLogTasks tasks, CancellationToken cancellationToken)
    {
        var fields = await ComposeAsync(log, cancellationToken);
        if (log.State.TaskId is not { } taskId)
        {
            var created = await tasks.CreateAsync(fields, cancellationToken);
            return await outcome.WrittenAsync(log, created, fields);
        }

        if (await tasks.GetAsync(taskId, cancellationToken) is not { } current)
        {
            return new DeliveryOutcome.NotNeeded("Somebody deleted the Task in Salesforce.");
        }

        var written = await tasks.UpdateAsync(taskId, fields.ForUpdate(log.State.Written, current.Description ?? ""), cancellationToken);
        return await outcome.WrittenAsync(log, written with { Problem = written.Problem ?? log.LastingProblem }, fields);
    }

    private async Task<DeliveryOutcome> WithdrawAsync(CallLogAtHand log, CallLogTasks tasks, CancellationToken cancellationToken)
    {
        if (log.State.TaskId is { } taskId)
        {
            await tasks.DeleteAsync(taskId, cancellationToken);
            await outcome.ForgottenAsync(log);
        }

        return new DeliveryOutcome.NotNeeded(log.Call.IsOver ? "This call is not logged." : "The call has not been answered yet.");
    }

    private async Task<CallLogFields> ComposeAsync(CallLogAtHand log, CancellationToken cancellationToken)
    {
        var salesforce = await clouds.SalesforceAsIntegrationAsync(log.Delivery.TenantId, cancellationToken);
        var match = log.State.Match is { } known && known.About == CallLogMatch.AboutOf(log.Call.Remote)
            ? known
            : await lookup.FindForLogAsync(log.Call, log.Agent, cancellationToken);
        return CallLogComposer.Compose(
            log.Call, await logs.StoredDraftAsync(log.Delivery.TenantId, log.Key, cancellationToken), match, log.Agent,
            await org.WordsAsync(log.Delivery.TenantId, salesforce, cancellationToken),
            await org.ZoneAsync(log.Delivery.TenantId, log.Agent.SalesforceUserId, salesforce, cancellationToken));
    }
}

/// <summary>All that is known of one log while it is delivered.</summary>
internal sealed record CallLogAtHand(Delivery Delivery, CallLogKey Key, CallView Call, Agent Agent, CallLogState State)
{
    /// <summary>Null when the Task may lie with another owner than the agent.</summary>
    public string? OwnerOfSearch => Agent.IsActive && State.Problem != CallLogFailures.OwnerInactive ? Agent.SalesforceUserId : null;

    /// <summary>What an update does not mend: who owns the Task was settled when it was made.</summary>
    public string? LastingProblem => State.Problem == CallLogFailures.OwnerInactive ? State.Problem : null;
}

internal static class AgentOfLog
{
    /// <summary>The agent who had the call; after signing out of Webex he is still known by the log.</summary>
    public static async Task<Agent?> OfLogAsync(this Agents agents, Guid tenantId, CallLogKey key, CallLogState state, CancellationToken cancellationToken) =>
        state.AgentId is { } agentId
            ? await agents.FindAsync(tenantId, agentId, cancellationToken)
            : await agents.FindByPersonAsync(tenantId, key.PersonId, cancellationToken);
}
