using Tieline.Salesforce;
using Tieline.Server.Audit;
using Tieline.Server.Storage;

namespace Tieline.Server.Users;

/// <summary>
/// Gives roles and takes them, for one user or many. Doing it again changes nothing. In Salesforce the trail's entry is written once Salesforce has done it;
/// should the server die between, Salesforce's own setup audit trail has it alone.
/// </summary>
internal sealed class RoleChanges(
    Roles roles, PermissionSets permissionSets, PermissionSetChanges changes, OwnRoles own, OrgPeople people, AuditTrail audit, GroupCommitWriter writer)
{
    /// <summary>What the audit trail calls a change of roles.</summary>
    public const string Change = AuditKinds.Role;

    /// <summary>At most so many users at once.</summary>
    public const int Most = 1000;

    /// <summary>One result for each user, in order. Who is given Admin is given User as well.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked who these users are and what they have.</exception>
    public Task<IReadOnlyList<RoleChangeResult>> GiveAsync(Guid tenantId, IReadOnlyList<string> userIds, WebexRoles given, Actor who, CancellationToken cancellationToken) =>
        ChangeAsync(tenantId, userIds, new(given.HasFlag(WebexRoles.Admin) ? given | WebexRoles.User : given, WebexRoles.None), who, cancellationToken);

    /// <summary>One result for each user, in order.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked who these users are and what they have.</exception>
    public Task<IReadOnlyList<RoleChangeResult>> TakeAsync(Guid tenantId, IReadOnlyList<string> userIds, WebexRoles taken, Actor who, CancellationToken cancellationToken) =>
        ChangeAsync(tenantId, userIds, new(WebexRoles.None, taken), who, cancellationToken);

    /// <summary>Pure: whether such an entry can be taken back: its user has not been erased.</summary>
    public static bool CanUndo(AuditEvent change) =>
        change.What == Change && OrgUser.IdIn(change.Subject) is not null && WebexRoleNames.Read(change.Before) is not null && WebexRoleNames.Read(change.After) is not null;

    /// <summary>Pure: what taking this entry back takes from its user.</summary>
    public static (string UserId, WebexRoles Roles) TakenByUndo(AuditEvent change) => (OrgUser.IdIn(change.Subject)!, WebexRoleNames.Read(change.After)!.Value & ~WebexRoleNames.Read(change.Before)!.Value);

    /// <summary>Gives what an entry of the trail took and takes what it gave, wherever roles are kept now. Null when the user's roles are no longer what it made of them.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked who the user is and what he has.</exception>
    public async Task<RoleChangeResult?> UndoAsync(Guid tenantId, AuditEntry entry, Actor who, CancellationToken cancellationToken)
    {
        if (!CanUndo(entry.Event))
        {
            return null;
        }

        var (userId, take) = TakenByUndo(entry.Event);
        var give = WebexRoleNames.Read(entry.Event.Before)!.Value & ~WebexRoleNames.Read(entry.Event.After)!.Value;
        var result = (await ChangeAsync(tenantId, [userId], new(give, take, entry), who, cancellationToken)).Single();
        return result is { Changed: false, Fault: null } ? null : result;
    }

    private async Task<IReadOnlyList<RoleChangeResult>> ChangeAsync(Guid tenantId, IReadOnlyList<string> userIds, Asked asked, Actor who, CancellationToken cancellationToken)
    {
        var found = (await people.ByIdsAsync(tenantId, userIds, cancellationToken)).ToDictionary(user => user.Id);
        var now = await roles.ReadAsync(tenantId, cancellationToken);
        var able = userIds.Distinct().Where(id => found.TryGetValue(id, out var user) && (user.IsActive || asked.Give == WebexRoles.None)).Select(id => found[id]).ToList();
        var done = now.AreSalesforces
            ? await InSalesforceAsync(tenantId, now, able, asked, who, cancellationToken)
            : await HereAsync(tenantId, now, able, asked, who, cancellationToken);
        await CountAtOnceAsync(tenantId, cancellationToken);
        return [.. userIds.Distinct().Select(id => done.GetValueOrDefault(id)
            ?? (found.TryGetValue(id, out var user) ? new RoleChangeResult(id, user.Name, false, RoleFault.InactiveUser) : new RoleChangeResult(id, id, false, RoleFault.UnknownUser)))];
    }

    private async Task<Dictionary<string, RoleChangeResult>> HereAsync(
        Guid tenantId, TenantRoles now, List<OrgUser> users, Asked asked, Actor who, CancellationToken cancellationToken)
    {
        var results = new Dictionary<string, RoleChangeResult>();
        foreach (var user in users)
        {
            var changed = await own.ChangeAsync(tenantId, user, before => (before | asked.Give) & ~asked.Take, who, asked.Undone, cancellationToken);
            var stays = (changed || asked.Undone is null) && asked.Take.HasFlag(WebexRoles.User) && now.EverybodyIsUser;
            results[user.Id] = new RoleChangeResult(user.Id, user.Name, changed, stays ? RoleFault.Everybody : null);
        }

        return results;
    }

    private async Task<Dictionary<string, RoleChangeResult>> InSalesforceAsync(
        Guid tenantId, TenantRoles now, List<OrgUser> users, Asked asked, Actor who, CancellationToken cancellationToken)
    {
        var sets = await roles.SetsAsync(tenantId, cancellationToken);
        var inactive = users.Where(user => !user.IsActive).Select(user => user.Id).ToList();
        if (inactive.Count > 0 && sets.Exist)
        {
            now = now with { ByUser = now.ByUser.Concat(await permissionSets.HeldByAsync(tenantId, sets, inactive, cancellationToken)).DistinctBy(user => user.Key).ToDictionary() };
        }

        var able = asked.Undone is null || await StandsAsync(tenantId, now, asked.Undone, cancellationToken) ? users : [];
        var steps = able.SelectMany(user => RoleStep.Give(user.Id, asked.Give, now, sets).Concat(RoleStep.Take(user.Id, asked.Take, now))).ToList();
        var taken = new List<(RoleStep Step, RowResult Result)>();
        taken.AddRange(steps.Where(step => step.Kind == RoleStepKind.Impossible).Select(step => (step, new RowResult(false, step.Fault, step.Detail))));
        taken.AddRange(await RunAsync(steps, RoleStepKind.Assign, some => changes.AssignAsync(tenantId, [.. some.Select(step => (step.UserId, step.Id))], cancellationToken)));
        taken.AddRange(await RunAsync(steps, RoleStepKind.Renew, some => changes.RenewAsync(tenantId, [.. some.Select(step => step.Id)], cancellationToken)));
        taken.AddRange(await RunAsync(steps, RoleStepKind.Remove, some => changes.TakeAsync(tenantId, [.. some.Select(step => step.Id)], cancellationToken)));
        await NoteAsync(tenantId, now, users, taken, taken.Any(one => one.Result.Fault is not null) ? null : asked.Undone, who, cancellationToken);
        var byUser = taken.ToLookup(one => one.Step.UserId, one => one.Result);
        return users.ToDictionary(user => user.Id, user => new RoleChangeResult(
            user.Id, user.Name, byUser[user.Id].Any(result => result.Changed),
            byUser[user.Id].FirstOrDefault(result => result.Fault is not null)?.Fault, byUser[user.Id].FirstOrDefault(result => result.Fault is not null)?.Detail ?? ""));
    }

    private static async Task<IEnumerable<(RoleStep Step, RowResult Result)>> RunAsync(
        List<RoleStep> steps, RoleStepKind kind, Func<List<RoleStep>, Task<IReadOnlyList<RowResult>>> run)
    {
        var some = steps.Where(step => step.Kind == kind).ToList();
        return some.Count == 0 ? [] : some.Zip(await run(some));
    }

    // What it made of the roles is what they are, and nothing was built on it.
    private async Task<bool> StandsAsync(Guid tenantId, TenantRoles now, AuditEntry entry, CancellationToken cancellationToken) =>
        WebexRoleNames.Labels(now.Of(OrgUser.IdIn(entry.Event.Subject)!, now.ReadAt)) == entry.Event.After && await audit.IsLastAsync(tenantId, entry, cancellationToken);

    // An undoing that Salesforce did in part stands there as a change like any other.
    private Task<bool> NoteAsync(
        Guid tenantId, TenantRoles now, List<OrgUser> users, List<(RoleStep Step, RowResult Result)> taken, AuditEntry? undone, Actor who, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            async (db, token) =>
            {
                await db.TakeTurnAsync(tenantId, token);
                var undoOf = undone is not null && await audit.IsLastAsync(db, tenantId, undone, token) ? undone.Id : (Guid?)null;
                var changed = taken.Where(one => one.Result.Changed).ToLookup(one => one.Step.UserId, one => one.Step);
                foreach (var user in users.Where(user => changed.Contains(user.Id)))
                {
                    var before = now.Of(user.Id, now.ReadAt);
                    var after = After(user.Id, now, [.. changed[user.Id]]);
                    audit.Note(db, tenantId, who, new AuditEvent(Change, user.Subject, WebexRoleNames.Labels(before), WebexRoleNames.Labels(after), undoOf));
                }

                return true;
            },
            cancellationToken);

    // What he has another way, by a group, he has still.
    private static WebexRoles After(string userId, TenantRoles now, IReadOnlyList<RoleStep> done)
    {
        var removed = done.Where(step => step.Kind == RoleStepKind.Remove).Select(step => step.Id).ToHashSet();
        return now.HeldBy(userId).Where(held => held.Counts(now.ReadAt) && !removed.Contains(held.AssignmentId)).Select(held => held.Role)
            .Concat(done.Where(step => step.Kind != RoleStepKind.Remove).Select(step => step.Role))
            .Aggregate(WebexRoles.None, (all, role) => all | role);
    }

    // So that the user's panel need not wait for the minute. Should Salesforce not answer now, the minute does it.
    private async Task CountAtOnceAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        try
        {
            await roles.ReadAsync(tenantId, cancellationToken);
        }
        catch (SalesforceException)
        {
            // The change stands, and what it changed has been told.
        }
    }

    /// <param name="Undone">The entry that is taken back.</param>
    private sealed record Asked(WebexRoles Give, WebexRoles Take, AuditEntry? Undone = null);
}
