using System.Buffers.Binary;
using System.Globalization;
using Tieline.Server.Diagnostics;
using Tieline.Server.Lightning;
using Tieline.Server.Settings;
using Tieline.Server.Users;

namespace Tieline.Server.Doctor.Package;

/// <summary>Whoever works with Tieline has the permission set Webex User; without it his panels show a sentence instead of calls.</summary>
internal sealed class AssignmentsCheck(SettingsStore settings, Agents agents, Roles roles, RoleChanges changes, Clock clock) : IMendingCheck
{
    private const string Set = "Webex_User";

    public Mender Who => Mender.Tieline;

    public IReadOnlyList<string> Says { get; } = ["Own", "Some", "Taken", "Nobody"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        if ((await settings.ForAsync(on.Tenant.Id, null, null, cancellationToken)).Of(PeopleSettings.RolesFrom).Value == "tieline")
        {
            return new Finding(Verdict.Well, "Own", []).With($"{PeopleSettings.RolesFrom.Key}: tieline");
        }

        var (given, without, taken, gone) = await ReadAsync(on, cancellationToken);
        var found = without.Count > 0 ? Finding.Warning("Some", NamesOf(without)) with { CanFix = true }
            : taken.Count > 0 ? Finding.Warning("Taken", NamesOf(taken))
            : given == 0 ? Finding.Warning("Nobody")
            : Finding.Well(given.ToString(CultureInfo.InvariantCulture));
        return found.With($"{Set}: {given}", $"agents without: {without.Count}", $"agents who had it and are signed in: {(taken.Count == 0 ? "0" : NamesOf(taken))}", $"agents who had it and are not signed in: {(gone.Count == 0 ? "0" : NamesOf(gone))}");
    }

    public async Task MendAsync(Examination on, Mending mending, CancellationToken cancellationToken)
    {
        var (_, without, _, _) = await ReadAsync(on, cancellationToken);
        var results = new List<RoleChangeResult>();
        foreach (var some in without.Select(agent => agent.SalesforceUserId).Chunk(RoleChanges.Most))
        {
            results.AddRange(await changes.GiveAsync(on.Tenant.Id, some, WebexRoles.User, mending.Who, cancellationToken)); // Writes to the trail itself.
        }

        var faults = results.Where(one => one.Fault is not null).Select(one => (one.Name, KeptSentence.Of($"RoleFault.{one.Fault}", one.Detail))).ToList();
        if (faults.Count > 0)
        {
            throw new NotMendedException(Finding.PartlyMended(results.Count - faults.Count, faults));
        }
    }

    private async Task<(int Given, IReadOnlyList<Agent> Without, IReadOnlyList<Agent> Taken, IReadOnlyList<Agent> Gone)> ReadAsync(Examination on, CancellationToken cancellationToken)
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
        var lacking = (await agents.AllAsync(on.Tenant.Id, cancellationToken)).Where(agent => agent.IsActive && !IsUser(agent.SalesforceUserId)).ToList();
        // Whoever was signed out of Webex since does not work with Tieline any more.
        return (now.ByUser.Keys.Count(IsUser), [.. lacking.Where(agent => !WasUser(agent))],
            [.. lacking.Where(agent => WasUser(agent) && agent.PersonId is not null)], [.. lacking.Where(agent => WasUser(agent) && agent.PersonId is null)]);
    }

    // Until he is found to be one, an agent is no user since he was made, and with that moment his id begins. Who was one and is none any more had it taken: that is not for us to undo.
    private static bool WasUser(Agent agent) =>
        agent.NotUserSince?.ToUnixTimeMilliseconds() > BinaryPrimitives.ReadInt64BigEndian(agent.Id.ToByteArray(bigEndian: true)) >> 16;

    private static string NamesOf(IEnumerable<Agent> some) => string.Join(", ", some.Select(agent => agent.Name));
}
