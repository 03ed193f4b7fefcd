using Microsoft.EntityFrameworkCore;
using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Lightning;
using Tieline.Server.Settings;
using Tieline.Server.Storage;
using Tieline.Server.Users;

namespace Tieline.Server.Admin.ConfigFile;

/// <summary>A tenant's settings as a file: written, compared, applied.</summary>
internal sealed class ConfigFiles(SettingsCatalogue catalogue, SettingsStore settings, ConfigNames names, Roles roles, OwnRoles own, OrgPeople org, Database database)
{
    /// <exception cref="Salesforce.SalesforceException">Something is set for profiles or users, and the org cannot be asked for their names.</exception>
    public async Task<string> ExportAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        var now = await database.ReadAsync(db => NowAsync(db, tenant.Id, cancellationToken));
        var known = await names.NamesAsync(tenant.Id, now.Select(value => value.Scope), cancellationToken);
        var lost = now.Select(value => value.Scope).Distinct().Where(scope => scope.Reach != SettingReach.All && !known.ContainsKey(scope))
            .Select(scope => $"What is set for {scope.Reach} {scope.Id} is not here: the org does not know that id (any more).");
        var unknown = now.Where(value => value.Key != ConfigValue.RoleKey && catalogue.Find(value.Key) is null).Select(value => value.Key).Distinct()
            .Select(key => $"{key} is set and not here: this version does not know it.");
        var named = now.Where(value => value.Scope.Reach == SettingReach.All || known.ContainsKey(value.Scope)).Select(value => Named(value, known)).ToList();
        return ConfigWriter.Write(
            tenant.Name,
            [.. named.Where(value => value.Key != ConfigValue.RoleKey).Select(value => new ConfigEntry(value.Key, value.For, Canonical(value), default))],
            [.. named.Where(value => value.Key == ConfigValue.RoleKey).Select(value => new ConfigRole(value.For.Name, Enum.Parse<WebexRoles>(value.Value!), default))],
            [.. lost, .. unknown],
            catalogue);
    }

    /// <summary>What the file would change now.</summary>
    /// <exception cref="Salesforce.SalesforceException">The file or the settings name profiles or users, and the org cannot be asked.</exception>
    public async Task<ConfigOutcome> PlanAsync(Guid tenantId, string text, CancellationToken cancellationToken)
    {
        var (wanted, problems) = await ReadAsync(tenantId, text, cancellationToken);
        return wanted is null
            ? new ConfigOutcome(null, problems, 0)
            : new ConfigOutcome(await database.ReadAsync(db => PlanAsync(db, tenantId, wanted, cancellationToken)), [], 0);
    }

    /// <summary>Changes what the file says, all or nothing.</summary>
    /// <param name="tenantId">Whose settings.</param>
    /// <param name="text">The file.</param>
    /// <param name="fingerprint">Of the plan that was looked at; null: whatever the plan is now.</param>
    /// <param name="who">As the trail names him.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="Salesforce.SalesforceException">As <see cref="PlanAsync(Guid, string, CancellationToken)"/>.</exception>
    public async Task<ConfigOutcome> ApplyAsync(Guid tenantId, string text, string? fingerprint, Actor who, CancellationToken cancellationToken)
    {
        var (wanted, problems) = await ReadAsync(tenantId, text, cancellationToken);
        if (wanted is null)
        {
            return new ConfigOutcome(null, problems, 0);
        }

        ConfigPlan? plan = null;
        var written = 0;
        var decided = await settings.DecideAsync(
            tenantId,
            async (db, token) =>
            {
                plan = await PlanAsync(db, tenantId, wanted, token);
                written = 0;
                if (fingerprint is not null && plan.Fingerprint != fingerprint)
                {
                    return [];
                }

                foreach (var change in plan.Changes.Where(change => change.Key == ConfigValue.RoleKey))
                {
                    await GiveAsync(db, tenantId, change, wanted, who, token);
                }

                written = plan.Changes.Count;
                return [.. plan.Changes.Where(change => change.Key != ConfigValue.RoleKey).Select(change => new SettingChange(change.Key, change.Scope, change.After))];
            },
            who,
            cancellationToken);
        if (decided is null)
        {
            return new ConfigOutcome(null, [new ConfigProblem(1, 1, KeptSentence.Of("ConfigTenantLeft"))], 0);
        }

        if (plan!.Changes.Any(change => change.Key == ConfigValue.RoleKey))
        {
            roles.Forget(tenantId);
        }

        return new ConfigOutcome(plan, [], written) { HasMoved = fingerprint is not null && plan.Fingerprint != fingerprint };
    }

    private async Task<(Wanted? Wanted, IReadOnlyList<ConfigProblem> Problems)> ReadAsync(Guid tenantId, string text, CancellationToken cancellationToken)
    {
        var (document, problems) = ConfigReader.Read(text, catalogue);
        if (document is null)
        {
            return (null, problems);
        }

        var people = document.Entries.Select(entry => (entry.For, entry.Place))
            .Concat((document.Roles ?? []).Select(role => (For: new ConfigReach(SettingReach.User, role.Username), role.Place)));
        var (found, unknown) = await names.IdsAsync(tenantId, people, cancellationToken);
        if (unknown.Count > 0)
        {
            return (null, unknown);
        }

        var values = document.Entries.Select(entry => entry.For.Reach == SettingReach.All
            ? new ConfigValue(entry.Key, entry.For, SettingScope.All, entry.Value)
            : new ConfigValue(entry.Key, found[entry.For].Shown(entry.For), new SettingScope(entry.For.Reach, found[entry.For].Id), entry.Value));
        var given = (document.Roles ?? []).Select(role => (Role: role, For: new ConfigReach(SettingReach.User, role.Username)))
            .Select(one => ConfigValue.Role(found[one.For].Shown(one.For).Name, found[one.For].Id, one.Role.Roles.HasFlag(WebexRoles.Admin) ? one.Role.Roles | WebexRoles.User : one.Role.Roles));

        // What is taken back is shown by name too.
        var now = document.IsComplete ? await database.ReadAsync(db => NowAsync(db, tenantId, cancellationToken)) : [];
        var known = await names.NamesAsync(tenantId, now.Select(value => value.Scope), cancellationToken);
        var holders = (document.Roles is null ? [] : given.Concat(now.Where(value => value.Key == ConfigValue.RoleKey))).Select(value => value.Scope.Id).ToHashSet();
        var users = holders.Count == 0 ? [] : await org.ByIdsAsync(tenantId, holders, cancellationToken);
        return (new Wanted([.. values, .. given], document.IsComplete, document.Roles is not null, known, users.ToDictionary(user => user.Id)), []);
    }

    private static async Task<ConfigPlan> PlanAsync(TielineDb db, Guid tenantId, Wanted wanted, CancellationToken cancellationToken) =>
        ConfigPlan.Of(wanted.Values, [.. (await NowAsync(db, tenantId, cancellationToken)).Where(value => wanted.TellsRoles || value.Key != ConfigValue.RoleKey).Select(value => Named(value, wanted.Names))], wanted.IsComplete);

    private static async Task<List<ConfigValue>> NowAsync(TielineDb db, Guid tenantId, CancellationToken cancellationToken)
    {
        var values = await db.Set<SettingRow>().Where(row => row.TenantId == tenantId).ToListAsync(cancellationToken);
        var given = await db.Set<RoleRow>().Where(row => row.TenantId == tenantId && row.Roles != WebexRoles.None).ToListAsync(cancellationToken);
        return [.. values.Select(row => new ConfigValue(row.Key, new ConfigReach(row.Reach, row.ScopeId), row.Scope, row.Value)), .. given.Select(row => ConfigValue.Role(row.SalesforceUserId, row.SalesforceUserId, row.Roles))];
    }

    private static ConfigValue Named(ConfigValue value, IReadOnlyDictionary<SettingScope, string> names) =>
        value.Scope.Reach == SettingReach.All ? value with { For = ConfigReach.All } : value with { For = new ConfigReach(value.Scope.Reach, names.GetValueOrDefault(value.Scope, value.Scope.Id)) };

    // A value that this version no longer takes counts for nothing, and is no value of a file either.
    private string? Canonical(ConfigValue value) => catalogue.Find(value.Key)?.Kind.Canonical(value.Value!);

    // Somebody who came by his role after the file was read is named as the file would name him.
    private Task GiveAsync(TielineDb db, Guid tenantId, ConfigChange change, Wanted wanted, Actor who, CancellationToken cancellationToken)
    {
        var user = wanted.Users.GetValueOrDefault(change.Scope.Id) ?? new OrgUser(change.Scope.Id, change.For.Name, "", "", "", IsActive: true);
        return own.ChangeAsync(db, tenantId, user, _ => change.After is null ? WebexRoles.None : Enum.Parse<WebexRoles>(change.After), who, null, cancellationToken);
    }

    // TellsRoles: a file without roles says nothing of them, complete or not.
    private sealed record Wanted(IReadOnlyList<ConfigValue> Values, bool IsComplete, bool TellsRoles, IReadOnlyDictionary<SettingScope, string> Names, IReadOnlyDictionary<string, OrgUser> Users);
}

/// <summary>What came of a file.</summary>
/// <param name="Plan">Null when the file is wrong.</param>
/// <param name="Written">How many changes were made.</param>
internal sealed record ConfigOutcome(ConfigPlan? Plan, IReadOnlyList<ConfigProblem> Problems, int Written)
{
    /// <summary>The plan is no longer the one that was looked at, so nothing was changed.</summary>
    public bool HasMoved { get; init; }
}
