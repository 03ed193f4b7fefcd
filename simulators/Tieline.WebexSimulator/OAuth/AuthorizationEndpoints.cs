using Tieline.WebexSimulator.Administration;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.OAuth;

/// <summary>/v1/authorizations: what users have let in. Deleting one kills its tokens.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/authorizations</remarks>
internal sealed class AuthorizationEndpoints(WebexCloud cloud)
{
    private static readonly TimeSpan AgesAway = TimeSpan.FromDays(36_500);

    public void Map(CloudRoutes routes)
    {
        routes.Get("/authorizations", Access.AuthorizationsRead, List);
        routes.Delete("/authorizations", Access.AuthorizationsWrite, DeleteOfClient);
        routes.Delete("/authorizations/{authorizationId}", Access.AuthorizationsWrite, DeleteOne);
        routes.Get("/authorizations/tokenExpiry", Access.AnyToken, request => Reply.Ok(new { exp = Expiry(request).ToUnixTimeMilliseconds() }));
    }

    /// <summary>A token that always works says twelve hours, as a personal one does; a bot's does not end.</summary>
    private DateTimeOffset Expiry(CloudRequest request) =>
        request.Token.Expires ?? cloud.Clock.Now + (request.Person.IsBot ? AgesAway : PersonalToken.Lifetime);

    private Reply List(CloudRequest request)
    {
        var (id, email) = (request.Query("personId"), request.Query("personEmail"));
        if (id is null && email is null)
        {
            throw WebexFailure.BadRequest("Either personId or personEmail must be specified.");
        }

        var person = (id is null ? cloud.Directory.FindByEmail(email!) : cloud.Directory.Find(id)) ?? throw WebexFailure.NotFound();
        return Reply.Ok(new { items = cloud.Tokens.Grants.Where(grant => grant.PersonId == person.Id).SelectMany(View) });
    }

    private IEnumerable<object> View(Grant grant)
    {
        var application = cloud.Tokens.FindApplication(grant.ClientId);
        object Of(string token, string type, DateTimeOffset created) => new
        {
            id = IdOf(token), applicationId = application?.AppId, applicationName = application?.Name, grant.PersonId, grant.ClientId, created, type,
        };
        return grant.AccessTokens.Where(pair => pair.Value > cloud.Clock.Now)
            .Select(pair => Of(pair.Key, "access", pair.Value - TokenStore.AccessLifetime))
            .Prepend(Of(grant.RefreshToken, "refresh", grant.Created));
    }

    private Reply DeleteOfClient(CloudRequest request)
    {
        var client = request.Query("clientId") ?? throw WebexFailure.BadRequest("clientId is required.");
        OrganizationEndpoints.RefuseOthers(request, cloud);
        var grants = cloud.Tokens.Grants.Where(grant => grant.ClientId == client).ToList();
        return grants.Count == 0 ? throw WebexFailure.NotFound() : Gone(() => grants.ForEach(grant => cloud.Tokens.Revoke(grant)));
    }

    private Reply DeleteOne(CloudRequest request)
    {
        var id = HydraId.Name(request.Route("authorizationId")) ?? throw WebexFailure.BadRequest("Expect base64 ID or UUID.");
        if (cloud.Tokens.Grants.FirstOrDefault(grant => HydraId.Name(IdOf(grant.RefreshToken)) == id) is { } whole)
        {
            return Gone(() => cloud.Tokens.Revoke(whole));
        }

        var token = cloud.Tokens.Grants.SelectMany(grant => grant.AccessTokens.Keys).FirstOrDefault(value => HydraId.Name(IdOf(value)) == id);
        return token is null ? throw WebexFailure.NotFound() : Gone(() => cloud.Tokens.Kill(token));
    }

    private Reply Gone(Action act)
    {
        act();
        cloud.Changed();
        return Reply.NoContent;
    }

    private static string IdOf(string token) => HydraId.Of("AUTHORIZATION", HydraId.Drawn(0, token).ToString("D"));
}
