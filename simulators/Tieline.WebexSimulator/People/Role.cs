using Tieline.WebexSimulator.Cloud;

namespace Tieline.WebexSimulator.People;

/// <summary>An administrator's role in Control Hub.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/roles</remarks>
internal sealed record Role(string Name)
{
    public const string FullAdministrator = "Full Administrator";
    public const string CallHistory = "Webex Calling Detailed Call History API access";
    public const string ComplianceOfficer = "Compliance Officer";

    public static readonly Role[] All =
    [
        new(FullAdministrator), new("Read-only Administrator"), new("User Administrator"), new("Device Administrator"),
        new("Support Administrator"), new(ComplianceOfficer), new(CallHistory),
    ];

    public string Id => HydraId.Of("ROLE", HydraId.Drawn(0, Name).ToString("D"));

    public static Role? Find(string id) => Array.Find(All, role => HydraId.Name(role.Id) == HydraId.Name(id));
}
