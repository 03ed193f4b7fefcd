using Tieline.Server.Connections.Connecting;

namespace Tieline.Server.Doctor.Org;

/// <summary>The integration user has signed in, and the org takes his sign-in.</summary>
internal sealed class SalesforceSignInCheck : ICheck
{
    public Mender Who => Mender.Tieline;

    public IReadOnlyList<string> Says { get; } = ["Never", "Refused", "Explained", "Again"];

    public Mender WhoMends(Finding finding) =>
        finding is { Says: "Explained", Args: [var code, var words] }
        && SalesforceRefusals.Read(code, words) is SalesforceRefusal.NoRunAsUser or SalesforceRefusal.GrantSwitchedOff or SalesforceRefusal.OrgInactive or SalesforceRefusal.NotPreAuthorized
            ? Mender.Salesforce
            : Who;

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var access = await on.OrgAsync(cancellationToken);
        return access switch
        {
            { Client: not null } => Finding.Well(access.Organization?.Name ?? "").With($"organization {on.Tenant.SalesforceOrgId}", $"instance {on.Tenant.SalesforceInstance}"),
            { Cause: not OrgCause.SignIn } => throw new BlockedException(access.Cause, access.Words),
            { Code: OrgAccess.SecretIsMended } => Finding.Broken("Again").With("introspect: key and secret are taken", "the sign-in ended before"),
            { Code.Length: 0, Words.Length: 0 } => Finding.Broken("Never").With("nobody is signed in, and nobody was refused"),
            _ when SalesforceRefusals.Read(access.Code, access.Words) != SalesforceRefusal.Unknown => Finding.Broken("Explained", access.Code, access.Words).With(access.Evidence),
            _ => access.Judge(OrgCause.SignIn),
        };
    }
}
