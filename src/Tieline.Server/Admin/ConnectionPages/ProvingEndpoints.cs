using Tieline.Server.Audit;
using Tieline.Server.Calls;
using Tieline.Server.Connections;
using Tieline.Server.Connections.AdminDoors;
using Tieline.Server.Connections.Connecting;

namespace Tieline.Server.Admin.ConnectionPages;

/// <summary>The doors that make a phone ring: the proof of the webhooks and the test call; and the repair of one webhook.</summary>
internal static class ProvingEndpoints
{
    public static void MapProvingDoors(this WebApplication app)
    {
        var doors = app.MapGroup("/admin/api/tenants/{tenantId:guid}").RequireAuthorization(AdminKey.Scheme);
        doors.MapPost("webhooks/prove", ProveAsync);
        doors.MapPost("webhooks/{personId}/repair", RepairAsync);
        doors.MapPost("test-call", CallAsync);
    }

    private static async Task<IResult> ProveAsync(Guid tenantId, Ring asked, HttpContext context, Tenants tenants, WebhookProving proving, CancellationToken cancellationToken)
    {
        if (await tenants.FindAsync(tenantId, cancellationToken) is not { } tenant)
        {
            return TenantEndpoints.NoSuchTenant(tenantId);
        }

        var say = ConnectingEndpoints.Say(context);
        var (number, problem) = CallableNumber.Read(asked.Destination ?? "", tenant.DefaultCountry, say);
        return number is null
            ? Results.ValidationProblem(new Dictionary<string, string[]> { ["destination"] = [problem!] }, title: "Nothing was rung.")
            : await ConnectingEndpoints.ShowAsync(proving.RunAsync(tenantId, asked.PersonId ?? "", number, Actor.AdminKey, say, cancellationToken));
    }

    private static async Task<IResult> RepairAsync(Guid tenantId, string personId, Tenants tenants, WebhookSubscriptions webhooks, WebhookProving proving, CancellationToken cancellationToken)
    {
        if (await tenants.FindAsync(tenantId, cancellationToken) is not { } tenant)
        {
            return TenantEndpoints.NoSuchTenant(tenantId);
        }

        var row = (await webhooks.AllAsync(tenantId, cancellationToken)).FirstOrDefault(one => one.PersonId == personId);
        return row is null ? Results.Problem("GET .../tenants/{id} lists those who have one.", statusCode: StatusCodes.Status404NotFound, title: "This person has no webhook.")
            : await proving.RepairAsync(tenant, personId, Actor.AdminKey, CancellationToken.None) ? Results.NoContent() // Noted, though the caller hangs up.
            : Results.Problem("The tenant's page tells why.", statusCode: StatusCodes.Status409Conflict, title: "The webhook could not be repaired.");
    }

    private static async Task<IResult> CallAsync(Guid tenantId, Ring asked, HttpContext context, Tenants tenants, CallControl control, CancellationToken cancellationToken)
    {
        if (await tenants.FindAsync(tenantId, cancellationToken) is not { } tenant)
        {
            return TenantEndpoints.NoSuchTenant(tenantId);
        }

        var say = ConnectingEndpoints.Say(context);
        var (number, problem) = CallableNumber.Read(asked.Destination ?? "", tenant.DefaultCountry, say);
        if (number is null)
        {
            return Results.ValidationProblem(new Dictionary<string, string[]> { ["destination"] = [problem!] }, title: "Nothing was rung.");
        }

        var begun = await control.DialAsync(new AgentLine(tenantId, asked.PersonId ?? "", tenant.DefaultCountry), number, cancellationToken: cancellationToken);
        return begun.CallSessionId is { } session
            ? Results.Ok(new { callSessionId = session })
            : Results.Problem(say[begun.Sentence, begun.Detail], statusCode: StatusCodes.Status409Conflict, title: "Nothing was rung.");
    }

    internal sealed record Ring(string? PersonId, string? Destination);
}
