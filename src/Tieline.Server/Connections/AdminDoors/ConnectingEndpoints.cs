using Tieline.Server.Audit;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Connections.SignIn;
using Tieline.Server.Lightning;

namespace Tieline.Server.Connections.AdminDoors;

/// <summary>What the connecting wizard does, as doors for scripts.</summary>
internal static class ConnectingEndpoints
{
    public static void MapConnectingDoors(this WebApplication app)
    {
        var checks = app.MapGroup("/admin/api/checks").RequireAuthorization(AdminKey.Scheme);
        checks.MapPost("public-address", async (AddressCheck check, CancellationToken cancellationToken) => Shown(await check.RunAsync(cancellationToken)));
        checks.MapPost("my-domain", CheckDomainAsync);

        var doors = app.MapGroup("/admin/api/tenants/{tenantId:guid}").RequireAuthorization(AdminKey.Scheme);
        doors.MapPatch("", ChangeAsync);
        // What is begun at a cloud goes on to its end and into the audit trail, though the caller hangs up.
        doors.MapPost("salesforce/certificate", NewKeyAsync);
        doors.MapPost("salesforce/connect", (Guid tenantId, HttpContext context, SalesforceConnecting connecting) =>
            ShowAsync(connecting.ConnectAsync(tenantId, Actor.AdminKey, Say(context), CancellationToken.None)));
        doors.MapGet("salesforce/sign-in/{state}", OutcomeAsync);
        doors.MapPost("webex/check", (Guid tenantId, HttpContext context, WebexConnecting connecting, CancellationToken cancellationToken) =>
            ShowAsync(connecting.CheckIntegrationAsync(tenantId, Say(context), cancellationToken)));
        doors.MapPost("webex/service-app", (Guid tenantId, TokenBody body, HttpContext context, WebexConnecting connecting) =>
            ShowAsync(connecting.ConnectServiceAppAsync(tenantId, body.Token ?? "", Actor.AdminKey, Say(context), CancellationToken.None)));
        doors.MapPost("webex/personal-token", (Guid tenantId, TokenBody body, HttpContext context, PersonalTokens tokens) =>
            ShowAsync(tokens.SaveAsync(tenantId, body.Token ?? "", Actor.AdminKey, Say(context), CancellationToken.None)));
        doors.MapPost("webex/personal-token/register", (Guid tenantId, SureBody? body, HttpContext context, PersonalTokens tokens) =>
            ShowAsync(tokens.RegisterAsync(tenantId, body is { IsSure: true }, Actor.AdminKey, Say(context), CancellationToken.None)));
        doors.MapDelete("webex/personal-token", async (Guid tenantId, PersonalTokens tokens) =>
        {
            await tokens.UnregisterAsync(tenantId, Actor.AdminKey, CancellationToken.None);
            return Results.NoContent();
        });
    }

    private static async Task<IResult> CheckDomainAsync(DomainBody body, MyDomainProbe check, CancellationToken cancellationToken)
    {
        var report = await check.RunAsync(body.Address ?? "", cancellationToken);
        return report.Domain is { } domain
            ? Results.Ok(new { state = report.State.ToString(), loginUrl = domain.Login, hostOrigins = domain.Origins, domain.IsSandbox, report.Detail, clockOffSeconds = report.ClockOff?.TotalSeconds })
            : Results.Problem(TenantFields.Login, statusCode: StatusCodes.Status400BadRequest, title: "This is no org's My Domain.");
    }

    private static async Task<IResult> ChangeAsync(Guid tenantId, TenantChange change, TenantChanges changes, CancellationToken cancellationToken)
    {
        if (change.Problems() is { Count: > 0 } problems)
        {
            return Results.ValidationProblem(problems, title: "The tenant was not changed.");
        }

        return await changes.WriteAsync(tenantId, change, Actor.AdminKey, cancellationToken) ? Results.NoContent() : TenantEndpoints.NoSuchTenant(tenantId);
    }

    private static async Task<IResult> NewKeyAsync(Guid tenantId, TenantChanges changes, CancellationToken cancellationToken) =>
        await changes.NewKeyAsync(tenantId, Actor.AdminKey, cancellationToken) is { } certificate
            ? Results.Ok(new { certificate })
            : TenantEndpoints.NoSuchTenant(tenantId);

    private static async Task<IResult> OutcomeAsync(Guid tenantId, string state, SalesforceConnecting connecting, CancellationToken cancellationToken) =>
        await connecting.OutcomeAsync(tenantId, state, cancellationToken) is { } outcome
            ? Results.Ok(outcome)
            : Results.Problem("Start the sign-in again.", statusCode: StatusCodes.Status404NotFound, title: "There is no such sign-in.");

    /// <summary>A refusal is an answer that can be worked with: 409 and the sentence.</summary>
    internal static async Task<IResult> ShowAsync(Task<SignInOutcome> asked)
    {
        var outcome = await asked;
        return outcome.IsDone ? Results.Ok(outcome) : Results.Problem(outcome.Message, statusCode: StatusCodes.Status409Conflict, title: "It was refused.");
    }

    internal static Texts Say(HttpContext context) =>
        Texts.For(context.Request.GetTypedHeaders().AcceptLanguage.MaxBy(accepted => accepted.Quality ?? 1)?.Value.ToString());

    private static IResult Shown(AddressReport report) => Results.Ok(new { state = report.State.ToString(), report.Address, report.Detail, report.Serves });

    internal sealed record DomainBody(string? Address);

    /// <param name="IsSure">Whoever loses the owner by it may lose him.</param>
    internal sealed record SureBody(bool IsSure);

    internal sealed record TokenBody(string? Token)
    {
        public override string ToString() => "TokenBody (hidden)";
    }
}
