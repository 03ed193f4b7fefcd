using Tieline.Server.Diagnostics;
using Tieline.Server.Intake;
using Tieline.Server.Storage;

namespace Tieline.Server.Calls;

/// <summary>The one writer of a call session; key <c>&lt;tenant&gt;/&lt;callSessionId&gt;</c>, see <see cref="CallGrains.CallSession"/>.</summary>
public interface ICallSessionGrain : IGrainWithStringKey
{
    /// <summary>Handles those of these inbox entries of this call that wait.</summary>
    Task HearAsync(Guid[] entryIds);
}

public static class CallGrains
{
    public static ICallSessionGrain CallSession(this IGrainFactory grains, Guid tenantId, string callSessionId) =>
        grains.GetGrain<ICallSessionGrain>($"{tenantId:N}/{callSessionId}");
}

/// <summary>
/// Reads the waiting inbox entries, applies them, and writes session, agents' calls, entries done and deliveries asked in one unit of work.
/// No network call is made in a turn. After a failover two of these may live for a moment: the version decides, and the one that lost starts anew.
/// </summary>
internal sealed partial class CallSessionGrain(
    Inbox inbox, Database database, GroupCommitWriter writer, ICallReactions reactions, Clock clock, ILogger<CallSessionGrain> logger)
    : Grain, ICallSessionGrain
{
    private CallSession? _session;

    private InboxKey Key { get; set; }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        var slash = key.IndexOf('/');
        Key = new InboxKey(Guid.ParseExact(key[..slash], "N"), CallNotes.Subject, key[(slash + 1)..]);
        return Task.CompletedTask;
    }

    public async Task HearAsync(Guid[] entryIds)
    {
        try
        {
            if (await inbox.WaitingAsync(Key, entryIds, CancellationToken.None) is { Count: > 0 } entries)
            {
                await HandleAllAsync(entries);
            }
        }
        catch (StaleWriteException)
        {
            // Somebody else wrote this call. What waits is handled by whoever is asked next, from what is stored.
            _session = null;
            DeactivateOnIdle();
            throw;
        }

        if (_session is { IsOpen: false })
        {
            // What may still come for it (late, doubled, a deed) reads it again; kept, each call of a quarter of an hour would lie in memory.
            DeactivateOnIdle();
        }
    }

    // Together they cost one commit. When that fails, one by one: those before the guilty one are then done, and it is the first that waits.
    private async Task HandleAllAsync(IReadOnlyList<InboxEntry> entries)
    {
        try
        {
            await HandleAsync(entries);
        }
        catch (Exception failure) when (entries.Count > 1 && failure is not StaleWriteException)
        {
            foreach (var entry in entries)
            {
                await HandleAsync([entry]);
            }
        }
    }

    private async Task HandleAsync(IReadOnlyList<InboxEntry> entries)
    {
        var now = clock.UtcNow;
        var before = _session ??= await LoadAsync();
        var after = before;
        var unit = new List<Statement>();
        foreach (var entry in entries)
        {
            var (events, problem) = InboxReading.Read(entry);
            unit.Add(problem is null ? Inbox.Done(entry.Id) : Inbox.Dead(entry.Id, problem));
            if (problem is not null)
            {
                Log.NotUnderstood(logger, Key.OrderingKey, entry.Id, problem);
            }

            after = after.Apply(events);
        }

        after = after with { Version = before.Version + 1 };
        var change = CallChanges.Between(before, after, now) with { HeardAt = entries[0].ReceivedAt };
        unit.Add(CallRows.Write(after, now, after.IsOpen ? now + CallSweep.Silence : null));
        unit.AddRange(change.Agents.Select(agent => CallRows.Write(agent.After)));
        unit.AddRange(reactions.WriteWith(change));
        reactions.BeforeCommit(change);
        await writer.CommitAsync(unit, CancellationToken.None);
        _session = after;
        if (change.Agents.Count > 0)
        {
            _ = Task.Run(() => TellAsync(change));
        }
    }

    private async Task<CallSession> LoadAsync()
    {
        var found = await database.QueryAsync(
            CallRows.SelectSession, [Key.TenantId, Key.OrderingKey], row => CallRows.ReadSession(row, Key.TenantId, Key.OrderingKey), CancellationToken.None);
        return found.SingleOrDefault() ?? new CallSession(Key.TenantId, Key.OrderingKey);
    }

    // Outside of the grain's turn: it may ask Salesforce who is calling, and the next webhook must not wait for that.
    private async Task TellAsync(CallChange change)
    {
        try
        {
            await reactions.AfterCommitAsync(change);
        }
        catch (Exception failure)
        {
            Log.NotTold(logger, change.CallSessionId, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Call {CallSessionId}: inbox entry {EntryId} is put aside: {Problem}")]
        public static partial void NotUnderstood(ILogger logger, string callSessionId, Guid entryId, string problem);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Call {CallSessionId}: the pages could not be told; they show it when they read again")]
        public static partial void NotTold(ILogger logger, string callSessionId, Exception failure);
    }
}
