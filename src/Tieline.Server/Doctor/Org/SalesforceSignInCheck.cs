namespace Tieline.Server.Doctor.Org;

/// <summary>The integration user has signed in, and the org takes his sign-in.</summary>
internal sealed class SalesforceSignInCheck : ICheck
{
    public Mender Who => Mender.Tieline;

    public IReadOnlyList<string> Says { get; } = ["Never", "Refused"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var access = await on.OrgAsync(cancellationToken);
        return on.Tenant.SalesforceOrgId is null && access.Cause == OrgCause.SignIn && access.Code.Length == 0
            ? Finding.Broken("Never")
            : access.Client is not null
                ? Finding.Well(access.Organization?.Name ?? "").With($"organization {on.Tenant.SalesforceOrgId}", $"instance {on.Tenant.SalesforceInstance}")
                : access.Judge(OrgCause.SignIn);
    }
}
