using Tieline.Server.Lightning;
using Tieline.Server.Users;
using Tieline.Server.Users.Launching;

namespace Tieline.Server.Panels;

/// <summary>
/// A panel that Salesforce Canvas opens: it posts a signed request from a page of its own. The page that comes back has the session in it, or a sentence.
/// See <a href="https://developer.salesforce.com/docs/platform/canvas-framework/guide/canvas-app-signed-req-authentication.html">Signed Request Authentication</a>.
/// </summary>
internal sealed class CanvasPages(CanvasLaunches launches, PanelSessions sessions)
{
    private const string Html = "text/html; charset=utf-8";

    public async Task<IResult> ShowAsync(HttpContext context, string panel, string? org)
    {
        var text = await ReadAsync(context);
        var launch = await launches.LaunchAsync(text, org, context.RequestAborted);
        var hosts = launch.Tenant is { } tenant ? PanelSecurity.HostsOf(tenant) : [];
        PanelSecurity.Write(context.Response, PanelSecurity.ContentPolicy(hosts));
        if (launch is not { Agent: { } agent, Tenant.SalesforceOrgId: { } orgId })
        {
            var say = Texts.For(launch.Request?.Context?.User?.Language ?? Texts.LanguageOf(context.Request));
            var status = launch.Refusal == CanvasRefusal.NoAnswer ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status401Unauthorized;
            return Results.Content(SentencePage.Html(say["PanelRefused"], say[$"CanvasRefusal.{launch.Refusal}"], say), Html, statusCode: status);
        }

        var (recordId, objectName) = launch.Request!.Record();
        var page = new PanelPage(panel, orgId, hosts, null, null)
        {
            Canvas = new CanvasOpening(OpenedSession.Of(sessions, agent), agent.Language, recordId, objectName),
        };
        return Results.Content(page.ToHtml(), Html);
    }

    private static async Task<string> ReadAsync(HttpContext context)
    {
        try
        {
            return context.Request.HasFormContentType ? (await context.Request.ReadFormAsync(context.RequestAborted))["signed_request"].ToString() : "";
        }
        catch (Exception problem) when (problem is InvalidDataException or BadHttpRequestException)
        {
            return ""; // No form: refused as no signed request.
        }
    }
}

/// <summary>What a page that Canvas opened begins with.</summary>
internal sealed record CanvasOpening(OpenedSession Opened, string Locale, string? RecordId, string? ObjectApiName);
