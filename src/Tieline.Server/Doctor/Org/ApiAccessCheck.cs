namespace Tieline.Server.Doctor.Org;

/// <summary>The org and the integration user may use the REST API (<c>API_DISABLED_FOR_ORG</c>).</summary>
internal sealed class ApiAccessCheck : ICheck
{
    public Mender Who => Mender.Salesforce;

    public IReadOnlyList<string> Says { get; } = ["Refused"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken) => (await on.OrgAsync(cancellationToken)).Judge(OrgCause.ApiAccess);
}
