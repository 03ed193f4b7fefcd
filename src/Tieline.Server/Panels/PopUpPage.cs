using Tieline.Server.Lightning;

namespace Tieline.Server.Panels;

/// <summary>
/// The first page of a sign-in pop-up, of our own origin: it takes the way to Salesforce and the window's secret from the panel that opened it, keeps the
/// secret in this tab alone, and goes. So the tab that comes back can show that it is the one that was sent.
/// </summary>
internal static class PopUpPage
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static IResult Show(HttpContext context)
    {
        PanelSecurity.Write(context.Response, Policy);
        var say = Texts.For(Texts.LanguageOf(context.Request));
        var encode = System.Text.Encodings.Web.HtmlEncoder.Default;
        return Results.Content($"""
            <!doctype html>
            <html lang="{say.Language}" class="tl-page">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{encode.Encode(say["LaunchSignIn"])} · Tieline</title>
              <link rel="icon" href="data:,">
              <link rel="stylesheet" href="/slds/styles/salesforce-lightning-design-system.min.css">
              <link rel="stylesheet" href="/panels/panel.css">
              <script type="module" src="/panels/pop-up-start.js"></script>
            </head>
            <body class="slds-scope tl-panel" data-state="connecting">
              <main class="tl-empty"><p id="wait" role="status">{encode.Encode(say["Connecting"])}</p><p id="lost" role="alert" hidden>{encode.Encode(say["SignInErrOtherWindow"])}</p></main>
            </body>
            </html>
            """, "text/html; charset=utf-8");
    }
}
