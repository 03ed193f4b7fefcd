using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Administration;

/// <summary>The body with which an administrator creates or updates a person, read and checked; null is what it leaves out.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/people/create-a-person</remarks>
internal sealed record PersonBody(
    string? Email, string? FirstName, string? LastName, string? Number, string? Extension, string? LocationId,
    List<string>? Roles, License[]? Licenses, Profile Profile)
{
    private static readonly string[] Fields =
    [
        "emails", "phoneNumbers", "extension", "locationId", "displayName", "firstName", "lastName", "avatar", "orgId", "roles", "licenses",
        "department", "manager", "managerId", "title", "addresses", "siteUrls",
    ];

    /// <param name="before">What the person was; null for a new one.</param>
    public static PersonBody Read(JsonBody body, WebexCloud cloud, Licensing licensing, Person? before)
    {
        body.Only(before is null ? Fields : [.. Fields, "nickName", "loginEnabled"]);
        if (body.OptionalText("orgId") is { } organization && !OrganizationEndpoints.Own(cloud, organization))
        {
            throw WebexFailure.BadRequest("orgId is not an organization that you manage.");
        }

        return new PersonBody(
            Address(body.OptionalTexts("emails")), body.OptionalText("firstName"), body.OptionalText("lastName"), Work(body.OptionalObjects("phoneNumbers")),
            body.OptionalText("extension"), body.OptionalText("locationId"),
            body.OptionalTexts("roles")?.Select(id => Role.Find(id)?.Name ?? throw WebexFailure.BadRequest($"Role {id} does not exist.")).ToList(),
            body.OptionalTexts("licenses")?.Select(licensing.Find).ToArray(), ProfileOf(body, before?.Profile ?? new Profile()));
    }

    private static Profile ProfileOf(JsonBody body, Profile before) => new()
    {
        DisplayName = body.OptionalText("displayName"),
        NickName = body.OptionalText("nickName"),
        Avatar = body.OptionalText("avatar"),
        Department = body.OptionalText("department"),
        Manager = body.OptionalText("manager"),
        ManagerId = body.OptionalText("managerId"),
        Title = body.OptionalText("title"),
        Addresses = body.OptionalObjects("addresses")?.Select(AddressOf).ToList() ?? before.Addresses,
        SiteUrls = body.OptionalTexts("siteUrls")?.ToList() ?? before.SiteUrls,
        LoginEnabled = body.OptionalFlag("loginEnabled") ?? before.LoginEnabled,
    };

    private static Address AddressOf(JsonBody body)
    {
        body.Only("type", "country", "locality", "region", "streetAddress", "postalCode");
        return new Address(body.OptionalText("type"), body.OptionalText("country"), body.OptionalText("locality"), body.OptionalText("region"),
            body.OptionalText("streetAddress"), body.OptionalText("postalCode"));
    }

    private static string? Address(string[]? emails) => emails switch
    {
        null => null,
        [var only] when only.IndexOf('@') is > 0 and var at && at < only.Length - 1 => only,
        _ => throw WebexFailure.BadRequest("emails must hold one e-mail address."),
    };

    private static string? Work(JsonBody[]? numbers)
    {
        foreach (var number in numbers ?? [])
        {
            number.Only("type", "value").OptionalWord("type", "work");
        }

        return numbers is [var first, ..] ? first.Text("value") : null;
    }
}
