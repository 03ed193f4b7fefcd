using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;

namespace Tieline.Server.Panels;

/// <summary>The doors of the embedded pages. They are open: a page without a launch can do nothing.</summary>
internal static class PanelEndpoints
{
    private static readonly string[] Panels = ["softphone", "make-a-call", "call-log", "home", "administration"];

    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var panel in Panels.Concat(LaterPanels.Names))
        {
            app.MapGet($"/panels/{panel}", (HttpContext context, Tenants tenants, TielineOptions options, string? org, string? call, string? sfdcIframeOrigin) =>
                ShowAsync(context, tenants, new Asked(panel, org, call, sfdcIframeOrigin), options.PublicAddress));
            app.MapPost($"/panels/{panel}", (HttpContext context, CanvasPages canvas, string? org) => canvas.ShowAsync(context, panel, org));
        }

        app.MapGet("/panels/sign-in", PopUpPage.Show);
        app.MapGet("/panels/api/clock", (Clock clock) => Results.Json(new { now = clock.UtcNow.ToUnixTimeMilliseconds() }));
    }

    private static async Task<IResult> ShowAsync(HttpContext context, Tenants tenants, Asked asked, string publicAddress)
    {
        var tenant = asked.Org is { Length: 18 } org ? await tenants.FindByOrgAsync(org, context.RequestAborted) : null;
        if (tenant is null)
        {
            PanelSecurity.Write(context.Response, PanelSecurity.ContentPolicy([]));
            return Results.Content(PanelPage.UnknownOrg(), "text/html; charset=utf-8", statusCode: StatusCodes.Status404NotFound);
        }

        var hosts = PanelSecurity.HostsOf(tenant);
        var openCti = PanelSecurity.OpenCtiOf(hosts, asked.SfdcIframeOrigin, publicAddress);
        PanelSecurity.Write(context.Response, PanelSecurity.ContentPolicy(hosts, openCti));
        var page = new PanelPage(asked.Panel, tenant.SalesforceOrgId!, hosts, openCti, asked.Call is { Length: <= 200 } call ? call : null);
        return Results.Content(page.ToHtml(), "text/html; charset=utf-8");
    }

    private sealed record Asked(string Panel, string? Org, string? Call, string? SfdcIframeOrigin);
}
