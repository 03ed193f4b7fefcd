using Tieline.Salesforce;
using Tieline.Server.Lightning;
using Tieline.Server.Users.Launching;

namespace Tieline.Server.Users;

/// <summary>Where a panel turns its launch token into a session.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this WebApplication app) => app.MapPost("/panels/api/session", OpenAsync);

    private static async Task<IResult> OpenAsync(
        LaunchRequest asked, HttpContext context, Launches launches, PanelSessions sessions, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        var text = asked.Token ?? "";
        try
        {
            return await launches.LaunchAsync(text, asked.Org, cancellationToken) is { } agent
                ? Results.Ok(OpenedSession.Of(sessions, agent))
                : Refused(context, text, StatusCodes.Status401Unauthorized, "LaunchRefused", "LaunchRefusedWhy");
        }
        catch (SalesforceException)
        {
            return Refused(context, text, StatusCodes.Status503ServiceUnavailable, "LaunchNoAnswer", "LaunchNoAnswerWhy");
        }
    }

    // A token that is not to be believed may still say in which language.
    private static IResult Refused(HttpContext context, string token, int status, string title, string why)
    {
        var say = Texts.For(LaunchToken.Read(token)?.Language ?? Texts.LanguageOf(context.Request));
        return Results.Problem(say[why], statusCode: status, title: say[title]);
    }

    internal sealed record LaunchRequest(string? Token, string? Org);
}
