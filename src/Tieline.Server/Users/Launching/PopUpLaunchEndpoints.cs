using System.Buffers.Text;
using System.Security.Cryptography;
using Tieline.Server.Connections;
using Tieline.Server.Connections.SignIn;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Lightning;

namespace Tieline.Server.Users.Launching;

/// <summary>
/// Where a panel that nobody signs for (Open CTI without the package, a browser window) opens by its user's own sign-in to Salesforce in a pop-up.
/// Who he is Salesforce says. The outcome is told to the window that began it alone: it has a secret that goes into no address.
/// </summary>
internal static class PopUpLaunchEndpoints
{
    public static void MapPopUpLaunches(this WebApplication app)
    {
        app.MapPost("/panels/api/pop-up", BeginAsync);
        app.MapPost("/panels/api/pop-up/session", OpenAsync);
    }

    private static async Task<IResult> BeginAsync(Begin asked, HttpContext context, Tenants tenants, SignIns signIns, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        var language = asked.Language is { Length: > 0 and <= 20 } given ? given : Texts.LanguageOf(context.Request) ?? "";
        var say = Texts.For(language);
        if (await tenants.FindByOrgAsync(asked.Org ?? "", cancellationToken) is not { } tenant)
        {
            return Results.Problem(say["LaunchNoOrgWhy"], statusCode: StatusCodes.Status404NotFound, title: say["LaunchNoOrg"]);
        }

        var window = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var address = LaunchShares.AddressOf(context.Connection.RemoteIpAddress, context.Request.Headers["X-Forwarded-For"]);
        var purpose = new SignInPurpose(tenant.Id, Clouds.Salesforce, null, "", say.Culture.Name, null, SignInAttempts.Hash(window));
        return await signIns.BeginLaunchAsync(tenant, purpose, address, cancellationToken) is var (url, state)
            ? Results.Ok(new { url, state, window })
            : Results.Problem(say["LaunchFullWhy"], statusCode: StatusCodes.Status429TooManyRequests, title: say["LaunchFull"]);
    }

    private static async Task<IResult> OpenAsync(
        Opening asked, HttpContext context, SignInAttempts attempts, Agents agents, PanelSessions sessions, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await attempts.OpenAsync(asked.State ?? "", asked.Window ?? "", cancellationToken) is not var (tenantId, outcome))
        {
            var say = Texts.For(Texts.LanguageOf(context.Request));
            return Results.Problem(say["SignInNoneWhy"], statusCode: StatusCodes.Status404NotFound, title: say["SignInNone"]);
        }

        if (outcome.AgentId is not { } agentId || await agents.FindAsync(tenantId, agentId, cancellationToken) is not { IsActive: true } agent)
        {
            return Results.Ok(new { outcome.Outcome, outcome.Message });
        }

        return Results.Ok(new { outcome.Outcome, outcome.Message, opened = OpenedSession.Of(sessions, agent) });
    }

    internal sealed record Begin(string? Org, string? Language);

    internal sealed record Opening(string? State, string? Window);
}
