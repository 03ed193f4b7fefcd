using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Tieline.Server.Audit;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;

namespace Tieline.Server.Settings;

/// <summary>
/// The values that were set. What is read is kept for ten seconds, so that another server's changes arrive soon; a change here counts at once.
/// Each change stands in the audit trail, written in the same transaction.
/// </summary>
public sealed class SettingsStore(SettingsCatalogue catalogue, Database database, GroupCommitWriter writer, AuditTrail audit, ISettingOwners owners, Clock clock)
{
    /// <summary>What the audit trail calls a change of a setting.</summary>
    public const string Change = AuditKinds.Setting;

    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<Guid, (Dictionary<(string, SettingScope), string> Values, DateTimeOffset ReadAt)> _kept = new();
    private readonly ConcurrentDictionary<Guid, long> _changes = new();

    /// <summary>What holds for this user; for nobody in particular when both ids are null.</summary>
    public async Task<SettingsView> ForAsync(Guid tenantId, string? profileId, string? userId, CancellationToken cancellationToken) =>
        new(await ValuesAsync(tenantId, cancellationToken), profileId, userId);

    /// <summary>All values that were set, by key and scope. Keys of settings that this version does not know are among them.</summary>
    public async Task<IReadOnlyDictionary<(string Key, SettingScope Scope), string>> ValuesAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        if (_kept.TryGetValue(tenantId, out var kept) && clock.UtcNow - kept.ReadAt < Kept)
        {
            return kept.Values;
        }

        var changes = _changes.GetValueOrDefault(tenantId);
        var rows = await database.ReadAsync(db => db.Set<SettingRow>().Where(row => row.TenantId == tenantId).ToListAsync(cancellationToken));
        var values = rows.ToDictionary(row => (row.Key, row.Scope), row => row.Value);
        _kept[tenantId] = (values, clock.UtcNow);
        if (_changes.GetValueOrDefault(tenantId) != changes)
        {
            _kept.TryRemove(tenantId, out _); // Written while it was read: who comes next reads again.
        }

        return values;
    }

    /// <summary>Sets or, with a null value, takes back; all of them or none. What is so already is left out, of the trail too.</summary>
    /// <returns>How many were changed, or the first that is wrong.</returns>
    public async Task<SettingsWritten> WriteAsync(Guid tenantId, IReadOnlyList<SettingChange> changes, Actor who, CancellationToken cancellationToken)
    {
        if (changes.Select(Problem).FirstOrDefault(problem => problem is not null) is { } wrong)
        {
            return new SettingsWritten(0, wrong);
        }

        if (changes.GroupBy(change => (change.Key, change.Scope)).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            return new SettingsWritten(0, new SettingProblem(twice.Last(), SettingFault.Twice));
        }

        return await DecideAsync(tenantId, (_, _) => Task.FromResult(changes), who, cancellationToken) is { } count
            ? new SettingsWritten(count, null)
            : new SettingsWritten(0, new SettingProblem(changes[0], SettingFault.Gone));
    }

    /// <summary>Writes what is decided within the turn, from what holds then, together with what the decision itself writes; all or nothing.</summary>
    /// <param name="tenantId">Whose settings.</param>
    /// <param name="decide">Gives changes that are known to be right: they are not checked again. May be called more than once.</param>
    /// <param name="who">As the trail names him.</param>
    /// <param name="cancellationToken">Stops the wait for the turn.</param>
    /// <returns>How many were changed; null when there is no such tenant (any more): then nobody was asked to decide.</returns>
    internal Task<int?> DecideAsync(
        Guid tenantId, Func<TielineDb, CancellationToken, Task<IReadOnlyList<SettingChange>>> decide, Actor who, CancellationToken cancellationToken) =>
        ChangeAsync<int?>(
            tenantId,
            async (db, token) =>
            {
                var count = 0;
                foreach (var change in await decide(db, token))
                {
                    count += await WriteAsync(db, tenantId, change, who, token) ? 1 : 0;
                }

                return count;
            },
            cancellationToken);

    /// <summary>Pure: whether such an entry can be taken back. One whose profile or user was erased is about nobody any more.</summary>
    public static bool CanUndo(AuditEvent change) => change.What == Change && SettingSubject.Read(change.Subject) is { } about && SettingScope.IsId(about.Scope);

    /// <summary>Takes one change of the trail back. False when it was taken back before, or the value has changed since.</summary>
    public async Task<bool> UndoAsync(Guid tenantId, AuditEntry entry, Actor who, CancellationToken cancellationToken)
    {
        if (!CanUndo(entry.Event) || SettingSubject.Read(entry.Event.Subject) is not { } about)
        {
            return false;
        }

        return await ChangeAsync(
            tenantId,
            async (db, token) =>
            {
                var row = await RowAsync(db, tenantId, about.Key, about.Scope, token);
                if (row?.Value != entry.Event.After || !await audit.IsLastAsync(db, tenantId, entry, token))
                {
                    return false;
                }

                Put(db, tenantId, row, about.Key, about.Scope, entry.Event.Before);
                audit.Note(db, tenantId, who, new AuditEvent(Change, entry.Event.Subject, entry.Event.After, entry.Event.Before, entry.Id));
                return true;
            },
            cancellationToken);
    }

    // One change of a tenant's settings at a time, over all servers: what the trail says was there before is what was there.
    private async Task<T?> ChangeAsync<T>(Guid tenantId, Func<TielineDb, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await writer.WriteAsync(
                async (db, token) =>
                {
                    await db.TakeTurnAsync(tenantId, token);
                    return await owners.IsThereAsync(db, tenantId, token) ? await work(db, token) : default;
                },
                cancellationToken);
        }
        finally
        {
            _changes.AddOrUpdate(tenantId, 1, (_, count) => count + 1);
            _kept.TryRemove(tenantId, out _);
        }
    }

    private async Task<bool> WriteAsync(TielineDb db, Guid tenantId, SettingChange change, Actor who, CancellationToken cancellationToken)
    {
        var value = change.Value is null ? null : catalogue.Find(change.Key)!.Kind.Canonical(change.Value);
        var row = await RowAsync(db, tenantId, change.Key, change.Scope, cancellationToken);
        var before = row?.Value;
        if (before == value)
        {
            return false;
        }

        Put(db, tenantId, row, change.Key, change.Scope, value);
        audit.Note(db, tenantId, who, new AuditEvent(Change, SettingSubject.Write(change.Key, change.Scope), before, value));
        return true;
    }

    private static Task<SettingRow?> RowAsync(TielineDb db, Guid tenantId, string key, SettingScope scope, CancellationToken cancellationToken) =>
        db.Set<SettingRow>().AsTracking().FirstOrDefaultAsync(
            row => row.TenantId == tenantId && row.Key == key && row.Reach == scope.Reach && row.ScopeId == scope.Id, cancellationToken);

    private static void Put(TielineDb db, Guid tenantId, SettingRow? row, string key, SettingScope scope, string? value)
    {
        if (row is null)
        {
            db.Add(new SettingRow { TenantId = tenantId, Key = key, Reach = scope.Reach, ScopeId = scope.Id, Value = value! });
        }
        else if (value is null)
        {
            db.Remove(row);
        }
        else
        {
            row.Value = value;
        }
    }

    private SettingProblem? Problem(SettingChange change) =>
        change.Scope.Id.Length > 0 && !SettingScope.IsId(change.Scope) ? new(change, SettingFault.Scope)
        : change.Value is null ? null // What is there can always be taken back, whatever this version knows of it.
        : catalogue.Find(change.Key) is not { } setting ? new(change, SettingFault.Unknown)
        : change.Scope.Reach != SettingReach.All && !setting.IsForPeople ? new(change, SettingFault.ForAllOnly)
        : !SettingScope.IsId(change.Scope) ? new(change, SettingFault.Scope)
        : setting.Kind.Canonical(change.Value) is null ? new(change, SettingFault.Value)
        : null;
}

/// <param name="Value">Null takes the value back.</param>
public sealed record SettingChange(string Key, SettingScope Scope, string? Value);

public sealed record SettingsWritten(int Changed, SettingProblem? Problem);

public sealed record SettingProblem(SettingChange Change, SettingFault Fault);

/// <summary>Why a change is refused; the texts are <c>SettingFault{Name}</c>.</summary>
public enum SettingFault
{
    /// <summary>This version has no such setting.</summary>
    Unknown,

    /// <summary>It has one value for all.</summary>
    ForAllOnly,

    /// <summary>The id of the profile or user is none.</summary>
    Scope,

    /// <summary>It takes no such value.</summary>
    Value,

    /// <summary>The same value is changed twice at once.</summary>
    Twice,

    /// <summary>The tenant has left.</summary>
    Gone,
}
