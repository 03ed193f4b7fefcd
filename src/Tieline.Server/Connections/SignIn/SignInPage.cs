using System.Net.Mime;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Tieline.Server.Lightning;

namespace Tieline.Server.Connections.SignIn;

/// <summary>The page that a sign-in window shows at its end. Every word is encoded: some of them are the cloud's, or whoever made the address.</summary>
internal static class SignInPage
{
    public const string AnswerDoor = "/connect/webex/answer";

    /// <summary>Takes the answer of a window that launches a panel; its script sends it.</summary>
    public const string LaunchDoor = "/connect/salesforce/answer";

    public static IResult Show(HttpContext context, SignInEnd end)
    {
        var look = end.Ask is { Window: not null } ? new Look("SignInHeadLaunch", "#0176d3", "status", StatusCodes.Status200OK)
            : end.Ask is not null ? new Look("SignInHeadAsk", "#0176d3", "status", StatusCodes.Status200OK)
            : end.Outcome.Outcome == SignInOutcome.Done("").Outcome ? new Look("SignInHeadDone", "#2e844a", "status", StatusCodes.Status200OK)
            : new Look("SignInHeadRefused", "#ba0517", "alert", StatusCodes.Status400BadRequest);
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; {(end.Ask is { Window: not null } ? "script-src 'self'; " : "")}style-src 'nonce-{nonce}'; frame-ancestors 'none'; base-uri 'none'; form-action {(end.Ask is null ? "'none'" : "'self'")}";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        return Results.Content(Html(end, look, nonce), MediaTypeNames.Text.Html, System.Text.Encoding.UTF8, look.Status);
    }

    private sealed record Look(string Heading, string Color, string Role, int Status);

    private static string Html(SignInEnd end, Look look, string nonce)
    {
        var encoder = HtmlEncoder.Default;
        var heading = encoder.Encode(end.Texts[look.Heading]);
        return $$"""
            <!doctype html>
            <html lang="{{end.Texts.Language}}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>{{heading}} · Tieline</title>
            <style nonce="{{nonce}}">
            body { margin: 0; background: #f3f3f3; color: #181818; font: 1rem/1.5 "Salesforce Sans", Arial, sans-serif; }
            main { max-width: 28rem; margin: 12vh auto 0; padding: 2rem; background: #fff; border: 1px solid #c9c9c9; border-top: 4px solid {{look.Color}}; border-radius: .25rem; }
            h1 { margin: 0 0 .75rem; font-size: 1.25rem; }
            p { margin: 0; overflow-wrap: anywhere; }
            form { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: 1.5rem; }
            button { padding: .25rem 1rem; border: 1px solid #747474; border-radius: .25rem; background: #fff; color: #0250d9; font: inherit; cursor: pointer; }
            button[value="go-on"] { border-color: #0176d3; background: #0176d3; color: #fff; }
            </style>
            </head>
            <body><main><div role="{{look.Role}}"><h1>{{heading}}</h1><p>{{encoder.Encode(end.Outcome.Message)}}</p></div>{{Form(end, encoder)}}</main></body>
            </html>
            """;
    }

    // The secret of the launching window lies in this very tab, where it came from the panel: signed-in.js fills it in and sends the form.
    private static string Form(SignInEnd end, HtmlEncoder encoder) => end.Ask is not { } ask ? "" : ask.Window is not null ? $"""
        <p id="other-window" role="alert" hidden>{encoder.Encode(end.Texts["SignInErrOtherWindow"])}</p>
        <form id="launch" method="post" action="{LaunchDoor}">
        <input type="hidden" name="state" value="{encoder.Encode(ask.State)}"><input type="hidden" name="kept" value="{encoder.Encode(ask.Kept)}">
        <input type="hidden" name="window" value=""><input type="hidden" name="answer" value="go-on">
        </form>
        <script type="module" src="/panels/signed-in.js"></script>
        """ : $"""
        <form method="post" action="{AnswerDoor}">
        <input type="hidden" name="state" value="{encoder.Encode(ask.State)}"><input type="hidden" name="kept" value="{encoder.Encode(ask.Kept)}">
        <button name="answer" value="stop">{encoder.Encode(end.Texts["SignInStop"])}</button>
        <button name="answer" value="go-on">{encoder.Encode(end.Texts["SignInGoOn"])}</button>
        </form>
        """;
}
