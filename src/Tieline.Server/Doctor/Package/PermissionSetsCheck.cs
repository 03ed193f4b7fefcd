using Tieline.Server.Settings;
using Tieline.Server.Users;

namespace Tieline.Server.Doctor.Package;

/// <summary>The package's permission sets exist, where the roles come from them.</summary>
internal sealed class PermissionSetsCheck(SettingsStore settings) : ICheck
{
    private static readonly string[] Names = [.. PermissionSets.Names.Append("Tieline_Integration").Order(StringComparer.Ordinal)];

    public Mender Who => Mender.Salesforce;

    public IReadOnlyList<string> Says { get; } = ["Own", "Missing"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        if ((await settings.ForAsync(on.Tenant.Id, null, null, cancellationToken)).Of(PeopleSettings.RolesFrom).Value == "tieline")
        {
            return new Finding(Verdict.Well, "Own", []).With($"{PeopleSettings.RolesFrom.Key}: tieline");
        }

        var salesforce = await on.OrgClientAsync(cancellationToken);
        if (!(await on.PackageAsync(cancellationToken)).IsDeployed)
        {
            throw new BlockedException("PackageVersion", "");
        }

        var there = (await salesforce.Query.ListAsync<Row>($"SELECT Name FROM PermissionSet WHERE Name IN {Names} AND NamespacePrefix = null", cancellationToken)).Select(row => row.Name).ToList();
        var missing = Names.Except(there).ToList();
        return (missing.Count > 0 ? Finding.Broken("Missing", string.Join(", ", missing)) : Finding.Well(string.Join(", ", Names)))
            .With($"PermissionSet: {string.Join(", ", there.Order(StringComparer.Ordinal))}");
    }

    private sealed record Row(string Name);
}
