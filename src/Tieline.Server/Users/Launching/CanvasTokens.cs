using Tieline.Salesforce;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Tokens;

namespace Tieline.Server.Users.Launching;

/// <summary>Asks the org whose an access token is. The token goes to the tenant's own org alone, whatever address came with it, and is not kept.</summary>
internal sealed class CanvasTokens(IHttpClientFactory http)
{
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public async Task<bool> BelongsToAsync(Tenant tenant, string accessToken, RecordId userId, CancellationToken cancellationToken)
    {
        var options = new SalesforceOptions { InstanceUrl = new Uri(tenant.SalesforceInstance!), Timeout = CloudClients.Timeout };
        try
        {
            var client = new SalesforceClient(http.CreateClient(Clouds.Salesforce), options, new OneToken(accessToken));
            var info = await client.Identity.UserInfoAsync(cancellationToken);
            return RecordId.TryParse(info.UserId, out var user) && user == userId && RecordId.TryParse(info.OrganizationId, out var org) && org.Value == tenant.SalesforceOrgId;
        }
        catch (SalesforceException problem) when (problem.Kind is SalesforceErrorKind.SessionExpired or SalesforceErrorKind.Forbidden)
        {
            return false; // The token has ended, or was never one: the caller is told that the request is over.
        }
    }

    private sealed class OneToken(string token) : IAccessTokens
    {
        public ValueTask<string> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(token);

        public ValueTask<string> RefreshAsync(string refusedToken, CancellationToken cancellationToken) =>
            throw new SalesforceException(SalesforceErrorKind.SessionExpired, "The access token of the signed request is not taken.");
    }
}
