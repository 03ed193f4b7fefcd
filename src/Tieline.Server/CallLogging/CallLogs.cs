using Tieline.Server.CallerMatching;
using Tieline.Server.Calls;
using Tieline.Server.Deliveries;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;

namespace Tieline.Server.CallLogging;

/// <summary>The agents' call logs: drafts in our tables, from which the Tasks are made.</summary>
public sealed class CallLogs(Database database, GroupCommitWriter writer, CallBoard board, DeliveryWorker deliveries, Clock clock)
{
    /// <summary>How long after its end a call's log is put before the agent by itself; later he finds it among his recent calls.</summary>
    public static readonly TimeSpan WaitsFor = TimeSpan.FromHours(1);

    private const int WaitingAmong = 20;

    /// <summary>The longest notes that are kept; as long as a Task's Description may be.</summary>
    public const int LongestNotes = 32_000;

    // While somebody types, the Task is written every few seconds and not at each pause: an org counts its API calls.
    private static readonly TimeSpan TypingPause = TimeSpan.FromSeconds(5);

    // A missed call may turn out to have been answered by a colleague: the two webhooks come by different ways.
    private static readonly TimeSpan MissedPause = TimeSpan.FromSeconds(3);

    /// <summary>The log of one agent's call; an empty draft when nothing was saved yet. A link found by number is shown with <see cref="LinkedBy.Match"/>.</summary>
    public async Task<CallLogView> FindAsync(Guid tenantId, string callSessionId, string personId, CancellationToken cancellationToken = default)
    {
        var draft = await StoredDraftAsync(tenantId, new CallLogKey(callSessionId, personId), cancellationToken);
        var state = await StateAsync(tenantId, new CallLogKey(callSessionId, personId), cancellationToken);
        var shown = draft.LinkedBy != LinkedBy.Agent && state.Match is { } match && (match.WhoId ?? match.WhatId) is not null
            ? draft with { WhoId = match.WhoId, WhoName = match.WhoName, WhatId = match.WhatId, WhatName = match.WhatName, LinkedBy = LinkedBy.Match }
            : draft;
        return new CallLogView(shown, state.TaskId, state.Problem, state.ProblemDetail);
    }

    public async Task<CallLogDraft> DraftAsync(Guid tenantId, string callSessionId, string personId, CancellationToken cancellationToken = default) =>
        (await FindAsync(tenantId, callSessionId, personId, cancellationToken)).Draft;

    /// <summary>
    /// Saves what the agent said besides the notes, durable when it returns, and has the Task brought up to date. The last save wins. Stored notes stay: the window
    /// saves them by their own door, and a field saved beside must not undo what was typed since; the draft's notes count only when nothing was saved before.
    /// The link (WhoId, WhatId) is taken only when <see cref="CallLogDraft.LinkedBy"/> is <see cref="LinkedBy.Agent"/>; otherwise the stored one stays.
    /// </summary>
    public async Task<CallLogDraft> SaveFieldsAsync(CallLogDraft draft, CancellationToken cancellationToken = default)
    {
        var key = new CallLogKey(draft.CallSessionId, draft.PersonId);
        await SaveAsync(draft.TenantId, key, CallLogRows.Draft(draft, clock.UtcNow), cancellationToken);
        return await DraftAsync(draft.TenantId, draft.CallSessionId, draft.PersonId, cancellationToken);
    }

    /// <summary>Saves the notes alone, durable when it returns, whatever stood there before.</summary>
    public Task<NotesSaved> SaveNotesAsync(Guid tenantId, string callSessionId, string personId, string notes, CancellationToken cancellationToken = default) =>
        SaveNotesOverAsync(tenantId, callSessionId, personId, notes, null, cancellationToken);

    /// <summary>As <see cref="SaveNotesAsync"/>, unless they stand at another version than <paramref name="over"/>; null replaces any.</summary>
    public async Task<NotesSaved> SaveNotesOverAsync(
        Guid tenantId, string callSessionId, string personId, string notes, long? over, CancellationToken cancellationToken = default)
    {
        var key = new CallLogKey(callSessionId, personId);
        var changed = await SaveAsync(tenantId, key, CallLogRows.Notes(tenantId, key, notes, over, clock.UtcNow), cancellationToken);
        if (changed > 0 && over is { } before)
        {
            return new NotesSaved(true, notes, before + 1);
        }

        var stored = await StoredDraftAsync(tenantId, key, cancellationToken);
        return new NotesSaved(changed > 0, stored.Notes, stored.NotesVersion);
    }

    /// <summary>The agent is done with this log: it waits no longer.</summary>
    public Task LeaveAsync(CallView call, CancellationToken cancellationToken = default) =>
        writer.CommitAsync([CallLogRows.Done(call.TenantId, new CallLogKey(call.CallSessionId, call.PersonId), clock.UtcNow)], cancellationToken);

    /// <summary>Pure: of these calls, those that ended less than <see cref="WaitsFor"/> ago and ask for a log; newest end first.</summary>
    internal static IEnumerable<CallView> ThatAsk(IEnumerable<CallView> calls, DateTimeOffset now) =>
        calls.Where(call => CallLogRules.AsksTheAgent(call) && call.EndedAt > now - WaitsFor).OrderByDescending(call => call.EndedAt);

    /// <summary>The agent's calls whose logs wait for him, the newest end first.</summary>
    public async Task<IReadOnlyList<CallView>> WaitingAsync(Guid tenantId, string personId, CancellationToken cancellationToken = default)
    {
        var asking = ThatAsk(await board.RecentAsync(tenantId, personId, WaitingAmong, cancellationToken), clock.UtcNow).ToList();
        if (asking.Count == 0)
        {
            return [];
        }

        // Ends are told by Webex's clock and done by ours: the look back is longer than the two can differ.
        var since = Moment.ToMicroseconds(clock.UtcNow - (2 * WaitsFor));
        var done = await database.QueryAsync(CallLogRows.SelectDone, [tenantId, personId, since], row => row.GetString(0), cancellationToken);
        return [.. asking.Where(call => !done.Contains(call.CallSessionId))];
    }

    /// <summary>Remembers who the caller was found to be, for the log. Null: the number was looked for and nobody has it.</summary>
    public Task RememberMatchAsync(CallView call, Guid agentId, CallerMatch? match, CancellationToken cancellationToken = default) =>
        writer.CommitAsync(
            [CallLogRows.Match(call.TenantId, new CallLogKey(call.CallSessionId, call.PersonId), agentId, CallLogMatch.Of(call.Remote, match))], cancellationToken);

    /// <summary>Pure: notes whose call it is when it begins, and asks for the log of a changed call to be written; goes into the unit of work that changes the call.</summary>
    public static IEnumerable<Statement> AskFor(CallView? before, CallView after, DateTimeOffset now)
    {
        var key = new CallLogKey(after.CallSessionId, after.PersonId);
        if (before is null)
        {
            yield return CallLogRows.Agent(after.TenantId, key);
        }

        if ((CallLogRules.IsWanted(after) || (before is not null && CallLogRules.IsWanted(before))) && !CallLogRules.LooksTheSame(before, after))
        {
            var dueAt = after.Outcome == CallOutcome.Missed ? now + MissedPause : now;
            yield return Ask(after.TenantId, key, dueAt, now);
        }
    }

    internal static Statement Ask(Guid tenantId, CallLogKey key, DateTimeOffset dueAt, DateTimeOffset now) =>
        Outbox.Ask(tenantId, CallLogDelivery.KindName, key.ToString(), dueAt, now);

    internal async Task<CallLogDraft> StoredDraftAsync(Guid tenantId, CallLogKey key, CancellationToken cancellationToken) =>
        (await database.QueryAsync(
            CallLogRows.SelectDraft, [tenantId, key.CallSessionId, key.PersonId], row => CallLogRows.ReadDraft(row, tenantId, key), cancellationToken))
        .SingleOrDefault() ?? new CallLogDraft(tenantId, key.CallSessionId, key.PersonId);

    internal async Task<CallLogState> StateAsync(Guid tenantId, CallLogKey key, CancellationToken cancellationToken) =>
        (await database.QueryAsync(CallLogRows.SelectLog, [tenantId, key.CallSessionId, key.PersonId], CallLogRows.ReadLog, cancellationToken))
        .SingleOrDefault() ?? CallLogState.None;

    // Gives how many rows the save changed.
    private async Task<int> SaveAsync(Guid tenantId, CallLogKey key, Statement save, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var changed = await writer.CommitAsync([save, Ask(tenantId, key, now + TypingPause, now)], cancellationToken);
        deliveries.Nudge();
        return changed[0];
    }
}
