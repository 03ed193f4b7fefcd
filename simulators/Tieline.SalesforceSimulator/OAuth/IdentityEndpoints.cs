using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.OAuth;

/// <summary>Who a token belongs to: userinfo and the identity URL.</summary>
public sealed class IdentityEndpoints(SalesforceOrg org, PublicAddress address)
{
    public IResult UserInfo(HttpContext context) => Of(context) is { } user ? Results.Json(IdentityJson.UserInfo(org, address.Url, user)) : BadToken();

    public IResult Identity(HttpContext context, string organizationId, string userId)
    {
        if (Of(context) is not { } asker) return BadToken();
        var user = org.Run(() => org.Records.Find(userId));
        if (RecordIds.Normalize(organizationId) != org.Id || user is not { ObjectName: "User" } || user.Id != asker.Id) return Results.Text("Bad_Id", statusCode: 403);
        return Results.Json(IdentityJson.Identity(org, address.Url, user));
    }

    private SalesforceRecord? Of(HttpContext context)
    {
        var session = org.Sessions.Find(RestPipeline.Bearer(context.Request) ?? context.Request.Query["oauth_token"].ToString());
        return session is null ? null : org.Run(() => org.Records.Find(session.UserId));
    }

    private static IResult BadToken() => Results.Text("Bad_OAuth_Token", statusCode: 403);
}
