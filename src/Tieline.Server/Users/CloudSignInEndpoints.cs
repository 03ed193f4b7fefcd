using Tieline.Server.Connections;
using Tieline.Server.Connections.SignIn;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Lightning;

namespace Tieline.Server.Users;

/// <summary>An agent's own doors to the two clouds. Whose they are comes from the panel session alone.</summary>
internal static class CloudSignInEndpoints
{
    public static void MapCloudSignIn(this WebApplication app)
    {
        var doors = app.MapGroup("/panels/api").RequireAuthorization(PanelSession.Scheme);
        doors.MapGet("connections", ShowAsync);
        doors.MapGet("sign-in/{state}", OutcomeAsync);
        foreach (var cloud in new[] { Clouds.Webex, Clouds.Salesforce })
        {
            doors.MapPost($"{cloud}/sign-in", (HttpContext context, Agents agents, ExpectedPersons expected, SignIns signIns, CancellationToken cancellationToken) =>
                BeginAsync(cloud, context, agents, expected, signIns, cancellationToken));
            doors.MapPost($"{cloud}/sign-out", (HttpContext context, AgentConnections connections, CancellationToken cancellationToken) =>
                EndAsync(cloud, context, connections, cancellationToken));
        }
    }

    private static async Task<IResult> BeginAsync(
        string cloud, HttpContext context, Agents agents, ExpectedPersons expected, SignIns signIns, CancellationToken cancellationToken)
    {
        var (tenantId, agentId) = context.User.Agent();
        var agent = await agents.FindAsync(tenantId, agentId, cancellationToken);
        if (agent is null)
        {
            return Results.Unauthorized();
        }

        var purpose = new SignInPurpose(
            tenantId, cloud, agentId, cloud == Clouds.Salesforce ? agent.SalesforceUserId : "", agent.Language,
            cloud == Clouds.Salesforce ? PersonMatching.WithoutSandbox(agent.Email) : (await expected.OfAsync(agent, cancellationToken)).LoginHint);
        var (url, state) = await signIns.BeginAsync(purpose, cancellationToken);
        return Results.Ok(new { url, state });
    }

    private static async Task<IResult> OutcomeAsync(string state, HttpContext context, SignInAttempts attempts, Agents agents, CancellationToken cancellationToken)
    {
        var (tenantId, agentId) = context.User.Agent();
        if (await attempts.OutcomeAsync(tenantId, agentId, state, cancellationToken) is { } outcome)
        {
            return Results.Ok(outcome);
        }

        var say = Texts.For((await agents.FindAsync(tenantId, agentId, cancellationToken))?.Language);
        return Results.Problem(say["SignInNoneWhy"], statusCode: StatusCodes.Status404NotFound, title: say["SignInNone"]);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, AgentConnections connections, Agents agents, CancellationToken cancellationToken)
    {
        var (tenantId, agentId) = context.User.Agent();
        var webex = await connections.WebexAsync(tenantId, agentId, cancellationToken);
        var salesforce = await connections.SalesforceAsync(tenantId, agentId, cancellationToken);
        var say = Texts.For((await agents.FindAsync(tenantId, agentId, cancellationToken))?.Language);
        return Results.Ok(new
        {
            webex = new { state = webex.State.ToString(), reason = say.Told(webex.Reason) },
            salesforce = new { state = salesforce.State.ToString(), reason = say.Told(salesforce.Reason) },
        });
    }

    private static async Task<IResult> EndAsync(string cloud, HttpContext context, AgentConnections connections, CancellationToken cancellationToken)
    {
        var (tenantId, agentId) = context.User.Agent();
        await connections.SignOutAsync(tenantId, agentId, cloud, cancellationToken);
        return Results.NoContent();
    }
}
