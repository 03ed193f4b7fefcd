namespace Tieline.Server.Doctor.Org;

/// <summary>The org takes sign-ins from this server's address, and at this hour.</summary>
internal sealed class IpRestrictionCheck : ICheck
{
    public Mender Who => Mender.Salesforce;

    public IReadOnlyList<string> Says { get; } = ["Refused"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken) => (await on.OrgAsync(cancellationToken)).Judge(OrgCause.IpRestriction);
}
