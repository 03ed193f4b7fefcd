using Tieline.Salesforce;
using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Connections.AdminDoors;
using Tieline.Server.Lightning;

namespace Tieline.Server.Admin.AuditPages;

/// <summary>The admin's doors to a tenant's audit trail.</summary>
internal static class AuditEndpoints
{
    private const int Page = 100;

    public static void MapAudit(this WebApplication app)
    {
        var doors = app.MapTenantDoors();
        doors.MapGet("audit", ListAsync);
        doors.MapPost("audit/{entryId:guid}/undo", UndoAsync);
    }

    private static async Task<IResult> ListAsync(Guid tenantId, Guid? before, AuditTrail audit, CancellationToken cancellationToken)
    {
        var entries = await audit.ListAsync(tenantId, before, Page, cancellationToken);
        return Results.Ok(new
        {
            entries = entries.Select(entry => new
            {
                entry.Id, entry.At, who = entry.Who.Name, whoId = entry.Who.Id, entry.Event.What, entry.Event.Subject, entry.Event.Before, entry.Event.After, entry.Event.UndoOf, entry.IsUndone,
                whyNoUndo = Undoing.WhyNot(entry.Event) is { } reason ? Sentence(reason) : null,
            }),
        });
    }

    private static async Task<IResult> UndoAsync(
        Guid tenantId, Guid entryId, AuditTrail audit, Undoing undoing, CancellationToken cancellationToken)
    {
        if (await audit.FindAsync(tenantId, entryId, cancellationToken) is not { } entry)
        {
            return Results.Problem("GET .../audit lists the entries.", statusCode: StatusCodes.Status404NotFound, title: "There is no such entry.");
        }

        try
        {
            return await undoing.UndoAsync(tenantId, entry, Actor.AdminKey, isOperator: true, cancellationToken) switch
            {
                UndoOutcome.Done => Results.NoContent(),
                UndoOutcome.MovedOn => Conflict("It was taken back before, or what it set has been changed since; set the value that you want instead.", "This change cannot be taken back."),
                UndoOutcome.Never never => Conflict(Sentence(never.Reason), "Tieline takes no such change back."),
                UndoOutcome.Refused { Result: var result } => Conflict(Texts.For("en_US")[$"RoleFault.{result.Fault}", result.Detail], "Salesforce did not take it back, or not all of it."),
                _ => throw new InvalidOperationException("There is no such outcome."),
            };
        }
        catch (SalesforceException problem)
        {
            return Results.Problem(problem.Message, statusCode: StatusCodes.Status502BadGateway, title: "Salesforce cannot be asked.");
        }
    }

    private static string Sentence(NoUndo reason) => Texts.For("en_US")[$"NoUndo.{reason}"];

    private static IResult Conflict(string detail, string title) => Results.Problem(detail, statusCode: StatusCodes.Status409Conflict, title: title);
}
