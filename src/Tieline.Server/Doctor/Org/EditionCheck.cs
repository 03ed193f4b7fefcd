namespace Tieline.Server.Doctor.Org;

/// <summary>The edition of the org. Some have the API only as an extra, so that it is a warning at most: whether the API is there, <see cref="ApiAccessCheck"/> tells.</summary>
internal sealed class EditionCheck : ICheck
{
    private static readonly string[] WithoutApi = ["Professional Edition", "Team Edition", "Base Edition", "Contact Manager Edition", "Personal Edition"];

    public Mender Who => Mender.Salesforce;

    public IReadOnlyList<string> Says { get; } = ["Small"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        await on.OrgClientAsync(cancellationToken);
        var row = (await on.OrgAsync(cancellationToken)).Organization;
        var edition = row?.OrganizationType ?? "";
        return (WithoutApi.Contains(edition) ? Finding.Warning("Small", edition) : Finding.Well(edition))
            .With($"Organization.OrganizationType {edition}", $"IsSandbox {(row?.IsSandbox == true ? "true" : "false")}", $"InstanceName {row?.InstanceName}");
    }
}
