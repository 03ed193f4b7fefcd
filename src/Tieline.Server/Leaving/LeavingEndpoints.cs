using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Connections.AdminDoors;
using Tieline.Server.Deliveries;
using Tieline.Server.Leaving.Inventory;
using Tieline.Server.Leaving.Mail;
using Tieline.Server.Lightning;

namespace Tieline.Server.Leaving;

/// <summary>The admin's doors to leaving: what is in use, begin, drop, go on without, call off; the reports of those who have left.</summary>
internal static class LeavingEndpoints
{
    private static readonly Texts English = Texts.For("en_US");

    public static void MapLeavingDoors(this WebApplication app)
    {
        var doors = app.MapTenantDoors();
        doors.MapGet("leaving", ShowAsync);
        doors.MapPost("leaving", BeginAsync);
        doors.MapPost("leaving/drop", DropAsync);
        doors.MapPost("leaving/skip", SkipAsync);
        doors.MapPost("leaving/call-off", CallOffAsync);
        doors.MapGet("leaving/export", async (Guid tenantId, TenantRows rows, CancellationToken cancellationToken) =>
            Results.Json(new { tenantId, tables = await rows.ExportAsync(tenantId, cancellationToken) }));

        // These outlive the tenant.
        var past = app.MapGroup("/admin/api/leavings").RequireAuthorization(AdminKey.Scheme);
        past.MapGet("", async (Leavings leavings, CancellationToken cancellationToken) => Results.Ok(new { leavings = (await leavings.AllAsync(cancellationToken)).Select(Shown) }));
        past.MapPost("{tenantId:guid}/mail", MailAsync);
    }

    private static async Task<IResult> ShowAsync(Guid tenantId, TenantInventory inventory, Leavings leavings, DeliveryList deliveries, CancellationToken cancellationToken)
    {
        var found = await inventory.ListAsync(tenantId, cancellationToken);
        return Results.Ok(new
        {
            items = found.Items.Select(item => new { thing = item.Thing.ToString(), title = English[$"Leaving.{item.Thing}"], item.Name, item.Count, item.IsOurs, who = English[$"Leaving.{item.Thing}.Who"] }),
            gaps = found.Gaps.Select(Gap),
            dropWord = Leavings.WordFor(Leavings.Unsent(await deliveries.CountAsync(tenantId, cancellationToken))),
            state = await leavings.FindAsync(tenantId, cancellationToken) is { } state ? Shown(state) : null,
        });
    }

    private static async Task<IResult> BeginAsync(Guid tenantId, Begin asked, Tenants tenants, Leavings leavings, LeavingWorker worker, CancellationToken cancellationToken)
    {
        var tenant = (await tenants.FindAsync(tenantId, cancellationToken))!;
        if (asked.Name != tenant.Name || (asked.ReportTo is { Length: > 0 } to && !MailAddresses.IsOne(to)))
        {
            return Results.Problem(
                $"Send {{\"name\":\"{tenant.Name}\",\"reportTo\":\"it@example.com\"}}: the tenant's name to the letter, and one mail address for the report, or none.",
                statusCode: StatusCodes.Status400BadRequest, title: "The tenant was not asked to leave.");
        }

        var begun = await leavings.BeginAsync(tenant, Actor.AdminKey, "en_US", asked.ReportTo ?? "", cancellationToken);
        worker.Nudge();
        return begun ? Results.Accepted() : Refused("It leaves already; GET .../leaving tells how far it is.");
    }

    private static async Task<IResult> DropAsync(Guid tenantId, Word asked, Leavings leavings, DeliveryList deliveries, LeavingWorker worker, CancellationToken cancellationToken)
    {
        var done = await leavings.DropAsync(tenantId, asked.Text ?? "", Actor.AdminKey, cancellationToken);
        worker.Nudge();
        return done
            ? Results.Accepted()
            : Refused($"Send {{\"text\":\"{Leavings.WordFor(Leavings.Unsent(await deliveries.CountAsync(tenantId, cancellationToken)))}\"}} while the leaving waits for deliveries. What is dropped never reaches Salesforce.");
    }

    private static async Task<IResult> SkipAsync(Guid tenantId, Word asked, Leavings leavings, LeavingWorker worker, CancellationToken cancellationToken)
    {
        var done = Enum.TryParse<LeavingStep>(asked.Text, out var step) && await leavings.SkipAsync(tenantId, step, Actor.AdminKey, cancellationToken);
        worker.Nudge();
        return done ? Results.Accepted() : Refused("Send {\"text\":\"Webhooks\"} with the step that waits now. Deliveries are dropped by their own word.");
    }

    private static async Task<IResult> CallOffAsync(Guid tenantId, Leavings leavings, CancellationToken cancellationToken) =>
        await leavings.CallOffAsync(tenantId, Actor.AdminKey, cancellationToken) ? Results.NoContent() : Refused("It does not leave, or something was removed already.");

    private static async Task<IResult> MailAsync(Guid tenantId, Address asked, Leavings leavings, LeavingReports reports, CancellationToken cancellationToken)
    {
        if (await leavings.FindAsync(tenantId, cancellationToken) is not { IsDone: true } state || !MailAddresses.IsOne(asked.To))
        {
            return Results.Problem("Send {\"to\":\"it@example.com\"} for a tenant that has left; GET /admin/api/leavings lists them.", statusCode: StatusCodes.Status400BadRequest, title: "There is nothing to mail, or nobody to mail it to.");
        }

        var problem = await reports.MailAsync(state, asked.To!, cancellationToken);
        await leavings.MailedAsync(tenantId, asked.To!, problem, cancellationToken);
        return problem is null ? Results.NoContent() : Results.Problem(problem, statusCode: StatusCodes.Status502BadGateway, title: "The report was not mailed; it is kept.");
    }

    private static IResult Refused(string what) => Results.Problem(what, statusCode: StatusCodes.Status409Conflict, title: "Nothing was changed.");

    private static object Gap(LeavingLeft left) => new { thing = left.Thing.ToString(), title = English[$"Leaving.{left.Thing}"], left.Name, left.Count, why = left.Why.In(English), who = English[$"Leaving.{left.Thing}.Who"] };

    private static object Shown(LeavingState state) => new
    {
        state.TenantId,
        state.TenantName,
        step = state.Step.ToString(),
        waitsFor = state.Waiting?.In(English),
        remains = state.Remains.Select(Gap),
        state.ReportTo,
        state.MailProblem,
        state.MailedAt,
        state.StartedAt,
        state.FinishedAt,
        report = state.IsDone ? LeavingReports.TextOf(state, English) : null,
    };

    internal sealed record Begin(string? Name, string? ReportTo);

    internal sealed record Word(string? Text);

    internal sealed record Address(string? To);
}
