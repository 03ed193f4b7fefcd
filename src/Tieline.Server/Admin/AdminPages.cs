using System.Text.Json;
using Tieline.Server.Admin.Shell;
using Tieline.Server.Lightning;

namespace Tieline.Server.Admin;

/// <summary>The empty page in which the admin console wakes up, and the door that trades the admin key for a session.</summary>
internal static class AdminPages
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/admin", () => Results.Redirect($"/admin/{ConsolePage.First}"));
        app.MapGet("/admin/{page:regex(^[a-z]+$)}", (HttpContext context, string page) =>
            ConsolePage.All.Any(one => one.Name == page) ? Show(context, page) : Results.NotFound());

        // AdminGuard has asked for the admin key: everything under /admin/api does.
        app.MapPost("/admin/api/session", (HttpContext context, AdminSessions sessions) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            var (session, expiresAt) = sessions.Open();
            return Results.Ok(new { session, expiresAt });
        });
    }

    private static IResult Show(HttpContext context, string page)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        var language = context.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(wanted => wanted.Quality ?? 1).FirstOrDefault()?.Value.Value;
        return Results.Content(Html(page, Texts.For(language), language), "text/html; charset=utf-8");
    }

    // The key is typed into a field that no script of ours keeps; only the session that is got for it stays, in this tab.
    private static string Html(string page, Texts say, string? language)
    {
        var encode = System.Text.Encodings.Web.HtmlEncoder.Default;
        var data = JsonSerializer.Serialize(new { page, language, wrongKey = say["AdminWrongKey"], noAnswer = say["AdminNoAnswer"] });
        return $"""
            <!doctype html>
            <html lang="{say.Language}">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <base href="/">
              <title>{encode.Encode(say[$"Page.{page}"])} · Tieline</title>
              <link rel="icon" href="data:,">
              <link rel="stylesheet" href="/slds/styles/salesforce-lightning-design-system.min.css">
              <link rel="stylesheet" href="/panels/panel.css">
              <link rel="stylesheet" href="/admin/admin.css">
              <script type="application/json" id="tieline-page">{data}</script>
              <script src="/_framework/blazor.server.js" autostart="false" defer></script>
              <script type="module" src="/admin/admin.js"></script>
            </head>
            <body class="slds-scope tl-admin">
              <main id="unlock" class="tl-unlock slds-box slds-theme_default" hidden><form>
                <h1 class="slds-text-heading_medium">{encode.Encode(say["AdminUnlock"])}</h1>
                <p class="slds-text-color_weak">{encode.Encode(say["AdminUnlockWhy"])}</p>
                <div class="slds-form-element">
                  <label class="slds-form-element__label" for="key">{encode.Encode(say["AdminKey"])}</label>
                  <input id="key" class="slds-input" type="password" autocomplete="off" required aria-describedby="unlock-problem">
                </div>
                <p id="unlock-problem" class="tl-unlock__problem" role="alert"></p>
                <button class="slds-button slds-button_brand" type="submit">{encode.Encode(say["AdminOpen"])}</button>
              </form></main>
              <div id="admin"></div>
              <div id="blazor-error-ui" hidden></div>
            </body>
            </html>
            """;
    }
}
