using Tieline.Server.Doctor.Org;
using Tieline.Server.Doctor.Package;
using Tieline.Server.Doctor.Machine;
using Tieline.Server.Doctor.WebexSide;

namespace Tieline.Server.Doctor;

/// <summary>Every check there is, in the order of the guide (docs/admin-guide/07-health.md).</summary>
internal static class CheckTable
{
    public static readonly IReadOnlyList<Type> All =
    [
        typeof(PublicAddressCheck), typeof(FrameHeadersCheck), typeof(DataFolderCheck), typeof(DatabaseCheck), typeof(QueueAgeCheck), typeof(DeadDeliveriesCheck),
        typeof(SalesforceClockCheck), typeof(WebexClockCheck),

        typeof(MyDomainCheck), typeof(ApiVersionCheck), typeof(SalesforceSignInCheck), typeof(AppSecretCheck), typeof(SalesforceCallbackCheck), typeof(AppApprovedCheck),
        typeof(IpRestrictionCheck), typeof(RefreshTokenCheck), typeof(CertificateCheck), typeof(UserFrozenCheck), typeof(ApiAccessCheck), typeof(EditionCheck), typeof(ApiCallsCheck),
        typeof(SalesforceScopesCheck), typeof(IntegrationRightsCheck), typeof(ObjectRightsCheck), typeof(FieldRightsCheck), typeof(CdcEntitiesCheck),

        typeof(PackageVersionCheck), typeof(PermissionSetsCheck), typeof(AssignmentsCheck), typeof(TrustedSiteCheck), typeof(HostOriginsCheck), typeof(LaunchSecretCheck), typeof(LeftoversCheck),

        typeof(WebexAnswersCheck), typeof(WebexCallbackCheck), typeof(WebexSignInsCheck), typeof(WebexAllowedCheck), typeof(WebexScopesCheck), typeof(TokenLifetimesCheck), typeof(WebhookReachableCheck), typeof(WebhookActiveCheck),
        typeof(WebhookSecretCheck), typeof(CallingLicenceCheck), typeof(MeetingsLicenceCheck), typeof(WebinarsLicenceCheck),
    ];
}
