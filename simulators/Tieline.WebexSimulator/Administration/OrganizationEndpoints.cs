using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Messaging;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Administration;

/// <summary>/v1/organizations and /v1/roles: the one organization, and the roles that its people can have.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/organizations, https://developer.webex.com/docs/api/v1/roles</remarks>
internal sealed class OrganizationEndpoints(WebexCloud cloud)
{
    private static readonly DateTimeOffset Founded = new(2024, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public void Map(CloudRoutes routes)
    {
        routes.Get("/organizations", Access.OrganizationsRead, request => Reply.Ok(new { items = new[] { View(request) } }));
        routes.Get("/organizations/{orgId}", Access.OrganizationsRead, request => Own(cloud, request.Route("orgId")) ? Reply.Ok(View(request)) : throw WebexFailure.NotFound());
        routes.Delete("/organizations/{orgId}", Access.OrganizationsWrite, request => throw (Own(cloud, request.Route("orgId"))
            ? WebexFailure.Conflict("Org cannot be deleted as it has active subscriptions or licenses.")
            : WebexFailure.NotFound()));
        routes.Get("/roles", Access.RolesRead, _ => Reply.Ok(new { items = Role.All.Select(View) }));
        routes.Get("/roles/{roleId}", Access.RolesRead, request => Reply.Ok(View(Role.Find(request.Route("roleId")) ?? throw WebexFailure.NotFound())));
    }

    public static bool Own(WebexCloud cloud, string organization) => HydraId.Name(organization) == cloud.Directory.OrganizationUuid;

    /// <summary>Refuses a request whose <c>orgId</c> names another organization.</summary>
    public static void RefuseOthers(CloudRequest request, WebexCloud cloud)
    {
        if (request.Query("orgId") is { } organization && !Own(cloud, organization))
        {
            throw Ids.Unknown(organization);
        }
    }

    private static object View(Role role) => new { role.Id, role.Name };

    /// <summary>callingData adds where the XSI of the organization's calls would be.</summary>
    private object View(CloudRequest request)
    {
        var http = request.Http.Request;
        var host = request.QueryFlag("callingData") ? $"{http.Scheme}://{http.Host}" : null;
        return new
        {
            id = cloud.Directory.OrganizationId,
            displayName = cloud.Directory.OrganizationName,
            created = Founded,
            xsiActionsEndpoint = host is null ? null : host + "/com.broadsoft.xsi-actions",
            xsiEventsEndpoint = host is null ? null : host + "/com.broadsoft.xsi-events",
            xsiEventsChannelEndpoint = host is null ? null : host + "/com.broadsoft.async/com.broadsoft.xsi-events",
            xsiDomain = host is null ? null : http.Host.Host,
        };
    }
}
