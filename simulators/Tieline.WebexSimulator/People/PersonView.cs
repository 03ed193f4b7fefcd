using Tieline.WebexSimulator.Cloud;

namespace Tieline.WebexSimulator.People;

internal sealed record PhoneNumberView(string Type, string Value, bool Primary);

internal sealed record SipAddressView(string Type, string Value, bool Primary);

/// <summary>A person as /v1/people tells it.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/people</remarks>
internal sealed record PersonView
{
    public required string Id { get; init; }

    public required string[] Emails { get; init; }

    public PhoneNumberView[]? PhoneNumbers { get; init; }

    public string? Extension { get; init; }

    public string? LocationId { get; init; }

    public required string DisplayName { get; init; }

    public string? NickName { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public required string OrgId { get; init; }

    public string[]? Roles { get; init; }

    public string[]? Licenses { get; init; }

    public string? Avatar { get; init; }

    public string? Department { get; init; }

    public string? Manager { get; init; }

    public string? ManagerId { get; init; }

    public string? Title { get; init; }

    public List<Address>? Addresses { get; init; }

    public List<string>? SiteUrls { get; init; }

    public SipAddressView[]? SipAddresses { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    public required string Timezone { get; init; }

    public string? Status { get; init; }

    public bool InvitePending { get; init; }

    public bool LoginEnabled { get; init; }

    public required string Type { get; init; }

    /// <summary>callingData adds the extension, the location and the calling address; status is presence; roles and licences are for administrators and for oneself.</summary>
    public static PersonView Of(Person person, WebexCloud cloud, bool callingData, string? status, bool administration = false) => new()
    {
        Id = person.Id,
        Emails = [person.Email],
        PhoneNumbers = person.Number is null ? null : [.. Numbers(person, callingData)],
        Extension = callingData ? person.Extension : null,
        LocationId = callingData && person.HasCalling ? Place.IdOf(person.Location, cloud.Options.Seed) : null,
        DisplayName = person.DisplayName,
        NickName = person.Profile.NickName ?? (person.IsBot ? person.DisplayName : person.FirstName),
        FirstName = person.FirstName,
        LastName = person.LastName,
        OrgId = cloud.Directory.OrganizationId,
        Roles = administration ? [.. person.Roles.Select(name => new Role(name).Id)] : null,
        Licenses = administration ? [.. License.All.Where(license => person.Has(license.Key)).Select(license => license.IdIn(cloud.Directory.OrganizationUuid))] : null,
        Avatar = person.Profile.Avatar,
        Department = person.Profile.Department,
        Manager = person.Profile.Manager,
        ManagerId = person.Profile.ManagerId,
        Title = person.Profile.Title,
        Addresses = person.Profile.Addresses,
        SiteUrls = administration ? person.Profile.SiteUrls : null,
        SipAddresses = callingData && person.Number is not null ? [new("cloud-calling", person.Email.Replace("@", "@calls."), true)] : null,
        Created = person.Created,
        LastModified = person.Modified ?? person.Created,
        Timezone = person.TimeZone,
        Status = person.IsHuman ? status : null,
        LoginEnabled = person.Profile.LoginEnabled,
        Type = person.IsBot ? "bot" : person.IsServiceApp ? "appuser" : "person",
    };

    private static IEnumerable<PhoneNumberView> Numbers(Person person, bool callingData)
    {
        yield return new("work", person.Number!, true);
        if (callingData && person.Extension is not null)
        {
            yield return new("work_extension", person.Extension, false);
        }
    }
}
