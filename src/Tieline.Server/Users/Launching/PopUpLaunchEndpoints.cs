using System.Buffers.Text;
using System.Security.Cryptography;
using Tieline.Server.Connections;
using Tieline.Server.Connections.SignIn;
using Tieline.Server.Connections.Tokens;

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

    private static async Task<IResult> BeginAsync(Begin asked, HttpContext context, Tenants tenants, SignIns signIns, SignInAttempts attempts, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (asked.Org is not { Length: 18 } org || await tenants.FindByOrgAsync(org, cancellationToken) is not { } tenant)
        {
            return Results.Problem("Ask your admin to connect it.", statusCode: StatusCodes.Status404NotFound, title: "This Salesforce org is not connected to Tieline.");
        }

        if (!await attempts.HasRoomAsync(tenant.Id, cancellationToken))
        {
            return Results.Problem("Wait some minutes and try again.", statusCode: StatusCodes.Status429TooManyRequests, title: "Too many sign-ins of this Salesforce org are under way.");
        }

        var window = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var language = asked.Language is { Length: <= 20 } given ? given : "";
        var (url, state) = await signIns.BeginAsync(new SignInPurpose(tenant.Id, Clouds.Salesforce, null, "", language, null, SignInAttempts.Hash(window)), cancellationToken);
        return Results.Ok(new { url, state, window });
    }

    private static async Task<IResult> OpenAsync(
        Opening asked, HttpContext context, SignInAttempts attempts, Agents agents, PanelSessions sessions, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await attempts.OpenAsync(asked.State ?? "", asked.Window ?? "", cancellationToken) is not var (tenantId, outcome))
        {
            return Results.Problem("Start the sign-in again.", statusCode: StatusCodes.Status404NotFound, title: "This window began no such sign-in, or it is over.");
        }

        if (outcome.AgentId is not { } agentId || await agents.FindAsync(tenantId, agentId, cancellationToken) is not { IsActive: true } agent)
        {
            return Results.Ok(new { outcome.Outcome, outcome.Message });
        }

        return Results.Ok(new { outcome.Outcome, outcome.Message, opened = OpenedSession.Of(sessions, agent) });
    }

    private sealed record Begin(string? Org, string? Language);

    private sealed record Opening(string? State, string? Window);
}
