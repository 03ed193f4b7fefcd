using System.Globalization;
using Tieline.Server.Diagnostics;
using Tieline.Server.Settings;
using Tieline.Server.Users;

namespace Tieline.Server.Doctor.Package;

/// <summary>Whoever works with Tieline has the permission set Webex User; without it his panels show a sentence instead of calls.</summary>
internal sealed class AssignmentsCheck(SettingsStore settings, Agents agents, Roles roles, RoleChanges changes, Clock clock) : IMendingCheck
{
    private const string Set = "Webex_User";

    public Mender Who => Mender.Tieline;

    public IReadOnlyList<string> Says { get; } = ["Own", "Some", "Nobody"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        if ((await settings.ForAsync(on.Tenant.Id, null, null, cancellationToken)).Of(PeopleSettings.RolesFrom).Value == "tieline")
        {
            return new Finding(Verdict.Well, "Own", []).With($"{PeopleSettings.RolesFrom.Key}: tieline");
        }

        var (given, without, taken) = await ReadAsync(on, cancellationToken);
        var found = without.Count > 0 ? Finding.Warning("Some", string.Join(", ", without.Select(agent => agent.Name))) with { CanFix = true }
            : given == 0 ? Finding.Warning("Nobody")
            : Finding.Well(given.ToString(CultureInfo.InvariantCulture));
        return found.With($"{Set}: {given}", $"agents without: {without.Count}", $"agents whose role was taken: {taken}");
    }

    public async Task MendAsync(Examination on, Mending mending, CancellationToken cancellationToken)
    {
        var (_, without, _) = await ReadAsync(on, cancellationToken);
        var results = new List<RoleChangeResult>();
        foreach (var some in without.Select(agent => agent.SalesforceUserId).Chunk(RoleChanges.Most))
        {
            results.AddRange(await changes.GiveAsync(on.Tenant.Id, some, WebexRoles.User, mending.Who, cancellationToken)); // Writes to the trail itself.
        }

        if (results.FirstOrDefault(one => one.Fault is not null) is { } refused)
        {
            throw new NotMendedException(Finding.Unknown("RoleFault", $"{refused.Fault}", refused.Name, refused.Detail));
        }
    }

    private async Task<(int Given, IReadOnlyList<Agent> Without, int Taken)> ReadAsync(Examination on, CancellationToken cancellationToken)
    {
        if (!(await on.PackageAsync(cancellationToken)).IsDeployed)
        {
            throw new BlockedException("PackageVersion", "");
        }

        if (!(await roles.SetsAsync(on.Tenant.Id, cancellationToken)).Ids.ContainsKey(WebexRoles.User))
        {
            throw new BlockedException("PermissionSets", Set);
        }

        var now = await roles.ReadAsync(on.Tenant.Id, cancellationToken);
        bool IsUser(string userId) => now.Of(userId, clock.UtcNow).HasFlag(WebexRoles.User);
        var active = (await agents.AllAsync(on.Tenant.Id, cancellationToken)).Where(agent => agent.IsActive && !IsUser(agent.SalesforceUserId)).ToList();
        return (now.ByUser.Keys.Count(IsUser), [.. active.Where(agent => !WasTaken(agent))], active.Count(WasTaken));
    }

    // Who never came further than the sentence has no Webex person. Who has one worked here, and somebody took his role: that is not for us to undo.
    private static bool WasTaken(Agent agent) => agent is { NotUserSince: not null, PersonId: not null };
}
