using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Tieline.Server.Calls;
using Tieline.Server.Users;

namespace Tieline.Server.CallLogging;

/// <summary>The door by which notes are saved while somebody types; plain HTTP, so that a lost circuit does not stop it.</summary>
internal static class CallLogEndpoints
{
    // JSON may escape each character as six.
    private const int LongestBody = 6 * CallLogs.LongestNotes + 1024;
    private const string Form = "The body has the form {\"notes\":\"...\",\"version\":0}; version is the one that the last answer gave.";

    public static void MapCallLogEndpoints(this WebApplication app) =>
        app.MapPut("/panels/api/calls/{callSessionId}/notes", SaveNotesAsync).RequireAuthorization(PanelSession.Scheme);

    private static async Task<IResult> SaveNotesAsync(string callSessionId, HttpContext context, Agents agents, CallBoard board, CallLogs logs)
    {
        var (body, problem) = await ReadAsync(context.Request, context.RequestAborted);
        if (body?.Notes is not { } notes)
        {
            return Results.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        }

        var (tenantId, agentId) = context.User.Agent();
        var agent = await agents.FindAsync(tenantId, agentId, context.RequestAborted);
        if (agent?.PersonId is not { } personId || await board.FindAsync(tenantId, callSessionId, personId, context.RequestAborted) is null)
        {
            return Results.Problem("You have no such call.", statusCode: StatusCodes.Status404NotFound);
        }

        // Not the request's token: what was typed is saved even when the page closes meanwhile.
        var saved = await logs.SaveNotesOverAsync(tenantId, callSessionId, personId, notes, body.Version, CancellationToken.None);
        return saved.IsSaved
            ? Results.Ok(new { version = saved.Version })
            : Results.Json(
                new { detail = "Another window has saved other notes meanwhile: join them with yours and save again.", notes = saved.Notes, version = saved.Version },
                statusCode: StatusCodes.Status409Conflict);
    }

    private static async Task<(NotesBody? Body, string? Problem)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = LongestBody;
        }

        try
        {
            var body = await JsonSerializer.DeserializeAsync<NotesBody>(request.Body, JsonSerializerOptions.Web, cancellationToken);
            return body?.Notes is not { } notes ? (null, Form)
                : notes.Length > CallLogs.LongestNotes ? (null, $"Notes have at most {CallLogs.LongestNotes} characters.")
                : (body, null);
        }
        catch (BadHttpRequestException tooLong)
        {
            return (null, tooLong.Message);
        }
        catch (JsonException)
        {
            return (null, Form);
        }
    }

    /// <param name="Notes">All of them.</param>
    /// <param name="Version">That from which they were typed; without it whatever stands there is replaced.</param>
    private sealed record NotesBody(string? Notes, long? Version);
}
