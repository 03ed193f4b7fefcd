using Tieline.SalesforceSimulator.Lightning;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>The page "Behind the org" at <c>/control</c>: the control doors for people.</summary>
internal static class ControlPage
{
    internal static void MapControlPage(this IEndpointRouteBuilder app)
    {
        app.MapGet("/control", ShowPage);
        app.Serve("control", "/control/static", "no-cache");
    }

    private static IResult ShowPage(HttpContext http)
    {
        http.Response.Headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";
        return Results.Content(ShellFiles.ReadPage("index.html", "control"), "text/html; charset=utf-8");
    }
}
