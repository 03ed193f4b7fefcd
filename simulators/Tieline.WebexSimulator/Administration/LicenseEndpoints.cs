using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Administration;

/// <summary>/v1/licenses: what the organization has bought, and who has it.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/licenses</remarks>
internal sealed class LicenseEndpoints(WebexCloud cloud, Licensing licensing)
{
    private const int MostUsers = 300;

    public void Map(CloudRoutes routes)
    {
        routes.Get("/licenses", Access.LicensesRead, List);
        routes.Get("/licenses/{licenseId}", Access.LicensesRead, One);
        routes.Patch("/licenses/users", Access.PeopleWrite, new LicenseAssignment(cloud, licensing).Assign);
    }

    private Reply List(CloudRequest request)
    {
        OrganizationEndpoints.RefuseOthers(request, cloud);
        return Reply.Ok(new { items = License.All.Select(license => View(license, null)) });
    }

    private Reply One(CloudRequest request)
    {
        var license = License.Find(request.Route("licenseId"), cloud.Directory.OrganizationUuid) ?? throw WebexFailure.NotFound();
        if (request.QueryAmong("includeAssignedTo", "user") is null)
        {
            return Reply.Ok(View(license, null));
        }

        var users = cloud.Directory.People.Where(person => person.Has(license.Key)).Select(person =>
            new LicenseUser(person.Id, "INTERNAL", person.DisplayName, person.Email)).ToList();
        var (page, link) = Paging.Cut(request, users, ("limit", MostUsers, MostUsers), "next");
        return Reply.Ok(View(license, page), link);
    }

    private LicenseView View(License license, IReadOnlyList<LicenseUser>? users)
    {
        var consumed = licensing.Consumed(license);
        return new LicenseView(license.IdIn(cloud.Directory.OrganizationUuid), license.Name, License.TotalUnits, consumed, consumed, 0,
            "Sub-" + cloud.Directory.OrganizationUuid[..8], license.SiteUrl, license.SiteUrl is null ? null : "Control Hub managed site", users);
    }

    private sealed record LicenseUser(string Id, string Type, string DisplayName, string Email);

    private sealed record LicenseView(
        string Id, string Name, int TotalUnits, int ConsumedUnits, int ConsumedByUsers, int ConsumedByWorkspaces, string SubscriptionId,
        string? SiteUrl, string? SiteType, IReadOnlyList<LicenseUser>? Users);
}
