using Tieline.Server.Settings;

namespace Tieline.Server.Users;

/// <summary>Settings about who may use Tieline.</summary>
internal static class PeopleSettings
{
    /// <summary>Where the roles come from: <c>salesforce</c> (permission sets), <c>tieline</c> (our own table), <c>automatic</c> (permission sets when the org has them).</summary>
    public static readonly Setting RolesFrom = new("people.rolesFrom", SettingPage.People, "PermissionSets", new OneOf("automatic", "salesforce", "tieline"), "automatic", IsForPeople: false);

    /// <summary>With roles of our own: everybody of the org is a user, without a row.</summary>
    public static readonly Setting EverybodyIsUser = new("people.everybodyIsUser", SettingPage.People, "PermissionSets", new Toggle(), "true", IsForPeople: false);

    /// <summary>By what a Salesforce user is expected to be which Webex person.</summary>
    public static readonly Setting MatchBy = new("people.matchBy", SettingPage.People, "Matching", new OneOf("email", "federationId", "either"), "email", IsForPeople: false);
}
