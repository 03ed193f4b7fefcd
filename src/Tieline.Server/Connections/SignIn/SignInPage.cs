using System.Net.Mime;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Tieline.Server.Lightning;

namespace Tieline.Server.Connections.SignIn;

/// <summary>The page that a sign-in window shows at its end. Every word is encoded: some of them are the cloud's, or whoever made the address.</summary>
internal static class SignInPage
{
    public static IResult Show(HttpContext context, SignInOutcome outcome, Texts texts)
    {
        var done = outcome.Outcome == SignInOutcome.Done("").Outcome;
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'nonce-{nonce}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        var page = Html(done, texts[done ? "SignInHeadDone" : "SignInHeadRefused"], outcome.Message, texts.Culture.TwoLetterISOLanguageName, nonce);
        return Results.Content(page, MediaTypeNames.Text.Html, System.Text.Encoding.UTF8, done ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static string Html(bool done, string heading, string message, string language, string nonce)
    {
        var encoder = HtmlEncoder.Default;
        return $$"""
            <!doctype html>
            <html lang="{{encoder.Encode(language)}}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>{{encoder.Encode(heading)}} · Tieline</title>
            <style nonce="{{nonce}}">
            body { margin: 0; background: #f3f3f3; color: #181818; font: 1rem/1.5 "Salesforce Sans", Arial, sans-serif; }
            main { max-width: 28rem; margin: 12vh auto 0; padding: 2rem; background: #fff; border: 1px solid #c9c9c9; border-top: 4px solid {{(done ? "#2e844a" : "#ba0517")}}; border-radius: .25rem; }
            h1 { margin: 0 0 .75rem; font-size: 1.25rem; }
            p { margin: 0; overflow-wrap: anywhere; }
            </style>
            </head>
            <body><main role="{{(done ? "status" : "alert")}}"><h1>{{encoder.Encode(heading)}}</h1><p>{{encoder.Encode(message)}}</p></main></body>
            </html>
            """;
    }
}
