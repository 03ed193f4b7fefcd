using Tieline.Salesforce;

namespace Tieline.Server.Doctor.Org;

/// <summary>Whether the org lets the integration user in.</summary>
/// <param name="Client">Null when it does not.</param>
/// <param name="Organization">The org about itself; null when it does not let us in.</param>
/// <param name="Cause">The check that knows why not; empty when all is well.</param>
/// <param name="Words">What the cloud said; may be empty.</param>
/// <param name="Code">The cloud's word for it; may be empty.</param>
/// <param name="Evidence">What was asked, and how it ended.</param>
internal sealed record OrgAccess(SalesforceClient? Client, OrganizationRow? Organization, string Cause, string Words, string Code, IReadOnlyList<string> Evidence)
{
    /// <summary>In place of the cloud's word: the secret with which a sign-in was refused is mended, but nobody has signed in with it.</summary>
    public const string SecretIsMended = "secret mended";

    /// <summary>In place of the cloud's word: there was no answer in time. The org hangs, or its sign-in server, or it took us too long ourselves.</summary>
    public const string NotInTime = "not in time";

    /// <exception cref="BlockedException">The org does not let us in.</exception>
    public SalesforceClient ClientOrBlocked() => Client ?? throw new BlockedException(Cause, Words);

    /// <summary>For a check that knows one reason for being shut out: broken when it is that one.</summary>
    /// <exception cref="BlockedException">It is another one.</exception>
    public Finding Judge(string check) => Client is not null ? Finding.Well().With(Evidence)
        : Cause == check ? Finding.Broken("Refused", Words).With(Evidence)
        : throw new BlockedException(Cause, Words);
}

/// <summary>The org about itself.</summary>
internal sealed record OrganizationRow(string? Name, string? OrganizationType, string? InstanceName, bool IsSandbox);
