using Tieline.Salesforce;

namespace Tieline.Server.Users;

/// <summary>Where a panel turns its launch token into a session.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this WebApplication app) => app.MapPost("/panels/api/session", OpenAsync);

    private static async Task<IResult> OpenAsync(
        LaunchRequest asked, HttpContext context, Launches launches, PanelSessions sessions, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            if (await launches.LaunchAsync(asked.Token ?? "", asked.Org, cancellationToken) is not { } agent)
            {
                return Results.Problem(
                    "Reload the Salesforce page. If this happens again, ask your admin to check Tieline's launch secret in Salesforce and your user.",
                    statusCode: StatusCodes.Status401Unauthorized, title: "Tieline could not be opened for you.");
            }

            var (session, expiresAt) = sessions.Open(agent);
            return Results.Ok(new { session, expiresAt, agent = new { id = agent.Id, name = agent.Name, language = agent.Language } });
        }
        catch (SalesforceException)
        {
            return Results.Problem(
                "It is your first time here and Salesforce cannot be asked who you are. Try again in a minute; if it stays so, ask your admin to look at the connection.",
                statusCode: StatusCodes.Status503ServiceUnavailable, title: "Salesforce does not answer.");
        }
    }

    private sealed record LaunchRequest(string? Token, string? Org);
}
