using Tieline.SalesforceSimulator.OAuth;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>Users, ready tokens and ending sessions.</summary>
public static class PeopleDoors
{
    public sealed record ExpireRequest(string? User);

    public static void Map(RouteGroupBuilder control)
    {
        control.MapGet("/users", (SalesforceOrg org) => new { users = Users(org) });
        control.MapGet("/token", (string? user, SalesforceOrg org, PublicAddress address) => Token(org, address, user));
        control.MapPost("/session/expire", (ExpireRequest request, SalesforceOrg org) => Expire(org, request.User));
    }

    /// <summary>Active users, administrators first.</summary>
    private static object[] Users(SalesforceOrg org) => org.Run(() => (
        from user in org.Records.Rows("User")
        where user.Is("IsActive")
        let profile = org.Records.Find(user.Text("ProfileId"))?.Text("Name")
        orderby profile == "System Administrator" ? 0 : 1, user.Id
        select (object)new { username = user.Text("Username"), id = user.Id, name = user.Text("Name"), email = user.Text("Email"), profile }).ToArray());

    private static IResult Token(SalesforceOrg org, PublicAddress address, string? username)
    {
        if (username is null) return Problem("Say which user: /control/token?user=<username>");
        if (org.UserNamed(username) is not { } user || !user.Is("IsActive")) return Problem($"No active user is called {username}; see /control/users");
        if (LoginRules.Refusal(org, user.Id) is { } refusal) return Problem($"{username} may not sign in: {refusal}");
        var session = org.Sessions.Start(user.Id, "api full refresh_token openid id web");
        return Results.Json(new { access_token = session.AccessToken, instance_url = address.Url, user_id = user.Id });
    }

    private static IResult Expire(SalesforceOrg org, string? username)
    {
        var user = username is null ? null : org.UserNamed(username);
        if (username is not null && user is null) return Problem($"No user is called {username}; see /control/users");
        return Results.Json(new { ended = org.Sessions.EndAll(user?.Id) });
    }

    internal static IResult Problem(string message) => Results.Json(new { error = message }, statusCode: 400);
}
