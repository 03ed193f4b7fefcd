using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.OAuth;

/// <summary>/v1/applications/{applicationId}/token: the token pair of a Service App that an administrator has authorized.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/service-apps</remarks>
internal sealed class ServiceAppEndpoints(WebexCloud cloud)
{
    public void Map(CloudRoutes routes) => routes.Post("/applications/{applicationId}/token", Access.ApplicationTokens, Issue);

    private Reply Issue(CloudRequest request)
    {
        var body = request.Body.Only("clientId", "clientSecret", "targetOrgId");
        var (clientId, secret, organization) = (body.Text("clientId"), body.Text("clientSecret"), body.Text("targetOrgId"));
        var id = request.Route("applicationId").TrimEnd('=');
        var app = cloud.ServiceApps.All.FirstOrDefault(app => app.AppId == id || app.ClientId == id) ?? throw WebexFailure.NotFound();
        if (app.ClientId != clientId || !AccessTokenEndpoint.Proves(app, secret))
        {
            throw AccessTokenEndpoint.WrongSecret();
        }

        if (app.PersonId is not { } account || HydraId.Name(organization) != cloud.Directory.OrganizationUuid)
        {
            throw WebexFailure.Forbidden("The Service App is not authorized for the organization.");
        }

        var grant = cloud.Tokens.Grants.FirstOrDefault(grant => grant.PersonId == account && cloud.Tokens.FindGrant(grant.RefreshToken) is not null)
            ?? cloud.Tokens.Open(app.ClientId, account, [.. app.Scopes]);
        return AccessTokenEndpoint.Issue(cloud, grant, withScope: false);
    }
}
