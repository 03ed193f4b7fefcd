using Tieline.Salesforce;
using Tieline.Server.Settings;
using Tieline.Server.Users;

namespace Tieline.Server.Doctor.Package;

/// <summary>Whoever works with Tieline has the permission set Webex User; without it his panels show a sentence instead of calls.</summary>
internal sealed class AssignmentsCheck(SettingsStore settings, Agents agents, Roles roles) : IMendingCheck
{
    private const string Set = "Webex_User";

    public Mender Who => Mender.Tieline;

    public IReadOnlyList<string> Says { get; } = ["Own", "Some", "Nobody"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        if ((await settings.ForAsync(on.Tenant.Id, null, null, cancellationToken)).Of(PeopleSettings.RolesFrom).Value == "tieline")
        {
            return new Finding(Verdict.Well, "Own", []);
        }

        var (given, without, _) = await ReadAsync(on, cancellationToken);
        var found = without.Count > 0 ? Finding.Warning("Some", string.Join(", ", without.Select(agent => agent.Name))) with { CanFix = true }
            : given == 0 ? Finding.Warning("Nobody")
            : Finding.Well($"{given}");
        return found.With($"PermissionSetAssignment {Set}: {given}", $"agents without: {without.Count}");
    }

    public async Task MendAsync(Examination on, Mending mending, CancellationToken cancellationToken)
    {
        var (_, without, setId) = await ReadAsync(on, cancellationToken);
        var salesforce = await on.OrgClientAsync(cancellationToken);
        foreach (var agent in without)
        {
            await GiveAsync(salesforce, agent, setId, cancellationToken);
            await mending.NoteAsync($"{Set}: {agent.Name}", cancellationToken);
        }

        roles.Forget(on.Tenant.Id); // So that it counts at once.
    }

    private static async Task GiveAsync(SalesforceClient salesforce, Agent agent, string setId, CancellationToken cancellationToken)
    {
        try
        {
            await salesforce.Records.CreateAsync(
                "PermissionSetAssignment", new Dictionary<string, object?> { ["AssigneeId"] = agent.SalesforceUserId, ["PermissionSetId"] = setId }, null, cancellationToken);
        }
        catch (SalesforceException problem) when (problem.Kind == SalesforceErrorKind.Duplicate)
        {
            return; // Given meanwhile.
        }
    }

    private async Task<(int Given, IReadOnlyList<Agent> Without, string SetId)> ReadAsync(Examination on, CancellationToken cancellationToken)
    {
        var salesforce = await on.OrgClientAsync(cancellationToken);
        if (!(await on.PackageAsync(cancellationToken)).IsDeployed)
        {
            throw new BlockedException("PackageVersion", "");
        }

        if (await salesforce.Query.FirstOrDefaultAsync<SetRow>($"SELECT Id FROM PermissionSet WHERE Name = {Set}", cancellationToken) is not { } set)
        {
            throw new BlockedException("PermissionSets", Set);
        }

        var given = (await salesforce.Query.ListAsync<AssignmentRow>($"SELECT AssigneeId FROM PermissionSetAssignment WHERE PermissionSetId = {set.Id}", cancellationToken))
            .Select(row => row.AssigneeId).ToHashSet(StringComparer.Ordinal);
        var active = (await agents.AllAsync(on.Tenant.Id, cancellationToken)).Where(agent => agent.IsActive);
        return (given.Count, [.. active.Where(agent => !given.Contains(agent.SalesforceUserId))], set.Id);
    }

    private sealed record SetRow(string Id);

    private sealed record AssignmentRow(string AssigneeId);
}
