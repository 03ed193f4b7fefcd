using Tieline.Salesforce;
using Tieline.Server.Calls;
using Tieline.Server.Connections;
using Tieline.Server.Deliveries;
using Tieline.Server.Lightning;
using Tieline.Server.Storage;
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
            return new DeliveryOutcome.Failed(FailureKind.GiveUp, KeptSentence.Of("DeliveryNoKey"));
        }

        var call = await board.FindAsync(delivery.TenantId, key.Value.CallSessionId, key.Value.PersonId, cancellationToken);
        var state = await logs.StateAsync(delivery.TenantId, key.Value, cancellationToken);
        var agent = await agents.OfLogAsync(delivery.TenantId, key.Value, state, cancellationToken);
        return call is null ? new DeliveryOutcome.NotNeeded(KeptSentence.Of("DeliveryNoCall"))
            : agent is null ? new DeliveryOutcome.Failed(FailureKind.NeedsAdmin, KeptSentence.Of("DeliveryNoAgent")) { Code = "no agent" }
            : CallLogRules.IsWithoutRole(call, agent, state) && !delivery.MayAlreadyExist ? new DeliveryOutcome.Failed(
                FailureKind.GiveUp, KeptSentence.Of("DeliveryNoRole", agent.Name)) { Code = "no role" }
            : await BringAsync(new CallLogAtHand(delivery, key.Value, call, agent, state), cancellationToken);
    }

    private async Task<DeliveryOutcome> BringAsync(CallLogAtHand log, CancellationToken cancellationToken)
    {
        try
        {
            var salesforce = await clouds.SalesforceAsIntegrationAsync(log.Delivery.TenantId, cancellationToken);
            var tasks = new CallLogTasks(salesforce);
            await LookAsync(log, tasks, cancellationToken);
            return CallLogRules.IsWanted(log.Call)
                ? await WriteAsync(log, salesforce, tasks, cancellationToken)
                : await WithdrawAsync(log, tasks, cancellationToken);
        }
        catch (SalesforceException failure)
        {
            return await outcome.FailedAsync(log, failure, cancellationToken);
        }
        catch (StaleWriteException)
        {
            return new DeliveryOutcome.Failed(FailureKind.Retry, KeptSentence.Of("DeliveryStale"), Unsure: true) { Code = "stale" };
        }
    }

    // An earlier try may have made the Task although we do not know of it, its answer lost or we killed; or it made one late, and now there are two.
    private async Task LookAsync(CallLogAtHand log, CallLogTasks tasks, CancellationToken cancellationToken)
    {
        var isUnsure = log.State.TaskId is null && log.Delivery.MayAlreadyExist;
        if (isUnsure)
        {
            await outcome.AskForLooksAsync(log, cancellationToken);
        }

        if (isUnsure || log.State.LooksWanted > log.State.LooksDone)
        {
            await AdoptAsync(log, tasks, cancellationToken);
        }
    }

    private static async Task<TaskFound?> AdoptAsync(CallLogAtHand log, CallLogTasks tasks, CancellationToken cancellationToken)
    {
        var found = await tasks.FindAsync(log.Delivery.Key, log.OwnerOfSearch, log.Call.StartedAt, cancellationToken);
        if (found.Count == 0)
        {
            return null;
        }

        var kept = found.Count == 1 ? found[0] : await tasks.KeepOldestAsync(found, log.State.OwnTexts, cancellationToken);
        log.State = log.State.Adopt(kept.Id);
        return kept;
    }

    private async Task<DeliveryOutcome> WriteAsync(CallLogAtHand log, SalesforceClient salesforce, CallLogTasks tasks, CancellationToken cancellationToken)
    {
        var (fields, problem) = await ComposeAsync(log, salesforce, cancellationToken);
        if (log.State.TaskId is not { } known)
        {
            await SendingAsync(log, fields);
            return await outcome.WrittenAsync(log, With(await tasks.CreateAsync(fields, cancellationToken), problem), fields);
        }

        if ((await tasks.GetAsync(known, cancellationToken) ?? await AdoptAsync(log, tasks, cancellationToken)) is not { } current)
        {
            return await outcome.DeletedAsync(log);
        }

        var standing = current.Description ?? "";
        var fit = fields.FitInto(standing, log.State.OwnTexts);
        var (fitting, description) = fit ?? (fields with { Notes = "", Lines = [] }, standing);
        await SendingAsync(log, fitting);
        var written = await tasks.UpdateAsync(current.Id, fitting.ForUpdate(log.State.Written, standing, description), cancellationToken);
        return await outcome.WrittenAsync(log, With(written, fit is null ? new TaskWritten("", CallLogFailures.NoRoom, null, []) : problem, log.LastingProblem), fitting);
    }

    private async Task SendingAsync(CallLogAtHand log, CallLogFields fields)
    {
        await outcome.SendingAsync(log, fields.OwnText());
        log.IsSending = true;
    }

    private static TaskWritten With(TaskWritten written, TaskWritten? earlier, string? lasting = null) => written.Problem is not null ? written
        : written with { Problem = earlier?.Problem ?? lasting, Detail = earlier?.Detail };

    private async Task<DeliveryOutcome> WithdrawAsync(CallLogAtHand log, CallLogTasks tasks, CancellationToken cancellationToken)
    {
        if (log.State.TaskId is { } taskId)
        {
            await tasks.DeleteAsync(taskId, cancellationToken);
            await outcome.ForgottenAsync(log);
        }

        return new DeliveryOutcome.NotNeeded(KeptSentence.Of(log.Call.IsOver ? "DeliveryNotLogged" : "DeliveryNotAnswered"));
    }

    private async Task<(CallLogFields Fields, TaskWritten? Problem)> ComposeAsync(CallLogAtHand log, SalesforceClient salesforce, CancellationToken cancellationToken)
    {
        var (match, refusal) = await MatchAsync(log, cancellationToken);
        var fields = CallLogComposer.Compose(
            log.Call, await logs.StoredDraftAsync(log.Delivery.TenantId, log.Key, cancellationToken), match, log.Agent,
            await org.WordsAsync(log.Delivery.TenantId, salesforce, cancellationToken),
            await org.ZoneAsync(log.Delivery.TenantId, log.Agent.SalesforceUserId, salesforce, cancellationToken));
        return (fields, refusal is null ? null : new TaskWritten("", CallLogFailures.NotMatched, refusal.Message, []));
    }

    // Whom the number belongs to is worth less than the log: where nobody may be looked up it is written unlinked, and looked up with the next change.
    private async Task<(CallLogMatch Match, SalesforceException? Refusal)> MatchAsync(CallLogAtHand log, CancellationToken cancellationToken)
    {
        if (log.State.Match is { } known && known.About == CallLogMatch.AboutOf(log.Call.Remote))
        {
            return (known, null);
        }

        try
        {
            return (await lookup.FindForLogAsync(log.Call, log.Agent, cancellationToken), null);
        }
        catch (SalesforceException refusal) when (CallLogFailures.IsNoLookup(refusal))
        {
            return (CallLogMatch.Of(log.Call.Remote, null), refusal);
        }
    }
}
