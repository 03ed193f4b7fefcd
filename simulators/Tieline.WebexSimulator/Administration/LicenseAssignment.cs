using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Meetings;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Administration;

/// <summary>PATCH /v1/licenses/users: licences and attendee accounts of one user. Either all of the request is done or nothing.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/licenses/assign-licenses-to-users</remarks>
internal sealed class LicenseAssignment(WebexCloud cloud, Licensing licensing)
{
    private const string Attendee = "#attendee";

    public Reply Assign(CloudRequest request)
    {
        var body = request.Body.Only("email", "personId", "orgId", "licenses", "siteUrls");
        if (body.OptionalText("orgId") is { } organization && !OrganizationEndpoints.Own(cloud, organization))
        {
            throw WebexFailure.NotFound();
        }

        var person = Subject(body.OptionalText("email"), body.OptionalText("personId"));
        var (licenses, sites) = (body.OptionalObjects("licenses") ?? [], body.OptionalObjects("siteUrls") ?? []);
        var before = (Licenses: person.Licenses.ToList(), person.Number, person.Extension, person.Location, person.Profile);
        try
        {
            Array.ForEach(licenses, entry => Change(person, entry));
            Array.ForEach(sites, entry => ChangeSite(person, entry));
        }
        catch (WebexFailure)
        {
            (person.Licenses, person.Number, person.Extension, person.Location, person.Profile) = before;
            throw;
        }

        person.Modified = cloud.Clock.Now;
        cloud.Changed();
        return Reply.Ok(View(person));
    }

    private Person Subject(string? email, string? id)
    {
        if (email is null && id is null)
        {
            throw WebexFailure.BadRequest("Either email or personId is required.");
        }

        var person = (id is null ? cloud.Directory.FindByEmail(email!) : cloud.Directory.Find(id)) ?? throw WebexFailure.NotFound();
        return person.IsHuman && (email is null || string.Equals(person.Email, email, StringComparison.OrdinalIgnoreCase)) ? person : throw WebexFailure.NotFound();
    }

    private void Change(Person person, JsonBody entry)
    {
        var license = licensing.Find(entry.Only("id", "operation", "properties").Text("id"));
        var properties = entry.OptionalObject("properties")?.Only("locationId", "phoneNumber", "extension");
        var (location, number, extension) = (properties?.OptionalText("locationId"), properties?.OptionalText("phoneNumber"), properties?.OptionalText("extension"));
        if (entry.OptionalWord("operation", "add", "remove") == "remove")
        {
            Licensing.Take(person, license);
            return;
        }

        licensing.Give(person, license, number, extension, location);
    }

    private static void ChangeSite(Person person, JsonBody entry)
    {
        var site = entry.Only("siteUrl", "accountType", "operation").Text("siteUrl");
        _ = entry.Text("accountType");
        entry.OptionalWord("accountType", "attendee");
        var others = (person.Profile.SiteUrls ?? []).Where(url => url != site + Attendee);
        var removed = entry.OptionalWord("operation", "add", "remove") == "remove";
        person.Profile = person.Profile with { SiteUrls = [.. removed ? others : others.Append(site + Attendee)] };
    }

    private object View(Person person) => new
    {
        orgId = cloud.Directory.OrganizationId,
        personId = person.Id,
        person.Email,
        licenses = License.All.Where(license => person.Has(license.Key)).Select(license => license.IdIn(cloud.Directory.OrganizationUuid)),
        siteUrls = (person.Profile.SiteUrls ?? []).Select(url => new { siteUrl = url.Replace(Attendee, ""), accountType = "attendee" })
            .Concat(person.Has(License.Meetings) ? [new { siteUrl = MeetingSite.Url, accountType = "host" }] : []),
    };
}
