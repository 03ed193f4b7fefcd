using System.Net;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.OAuth;

/// <summary>The pages of /v1/authorize.</summary>
internal static class ConsentPage
{
    public static string Ask(AuthorizeRequest request, IEnumerable<Person> people)
    {
        var hidden = string.Concat(
            Hidden("client_id", request.Integration.ClientId), Hidden("response_type", "code"), Hidden("redirect_uri", request.RedirectUri),
            Hidden("scope", string.Join(' ', request.Scopes)), Hidden("state", request.State),
            Hidden("code_challenge", request.Challenge), Hidden("code_challenge_method", request.Challenge is null ? null : "S256"));
        var options = string.Concat(people.Select(person =>
            $"<option value=\"{Text(person.Email)}\"{(person.Email == request.Hint ? " selected" : "")}>{Text(person.DisplayName)} ({Text(person.Email)})</option>"));
        var scopes = string.Concat(request.Scopes.Select(scope => $"<li><code>{Text(scope)}</code></li>"));
        return Frame("Sign in to the Webex simulator", $"""
            <h1>{Text(request.Integration.Name)} asks for access</h1>
            <p>to Webex on behalf of the person that you choose. It would be allowed to use:</p>
            <ul>{scopes}</ul>
            <form method="post" action="/v1/authorize">{hidden}
            <label for="email">Sign in as</label>
            <select id="email" name="email">{options}</select>
            <div class="row"><button class="primary" name="decision" value="allow">Allow</button><button name="decision" value="deny">Deny</button></div>
            </form>
            """);
    }

    public static string AskDevice(Integration integration, DeviceRequest request, IEnumerable<Person> people) => Frame("Let a device in", $"""
        <h1>A device of {Text(integration.Name)} asks for access</h1>
        <p>It should show the code <strong>{Text(request.UserCode)}</strong>, and would be allowed to use:</p>
        <ul>{string.Concat(request.Scopes.Select(scope => $"<li><code>{Text(scope)}</code></li>"))}</ul>
        <form method="post" action="/v1/device/verify">{Hidden("user_code", request.UserCode)}
        <label for="email">Sign in as</label>
        <select id="email" name="email">{string.Concat(people.Select(person => $"<option value=\"{Text(person.Email)}\">{Text(person.DisplayName)} ({Text(person.Email)})</option>"))}</select>
        <div class="row"><button class="primary" name="decision" value="allow">Allow</button><button name="decision" value="deny">Deny</button></div>
        </form>
        """);

    public static string Notice(string text) => Frame("Webex simulator", $"<h1>{Text(text)}</h1>");

    public static string Mistake(string message) => Frame("Cannot sign in", $"<h1>Cannot sign in</h1><p role=\"alert\">{Text(message)}</p>");

    private static string Hidden(string name, string? value) =>
        value is null ? "" : $"<input type=\"hidden\" name=\"{name}\" value=\"{Text(value)}\">";

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Frame(string title, string body) => $$"""
        <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>{{title}}</title><style>
        body{font:16px/1.5 system-ui,sans-serif;background:#f1f4f6;color:#16222c;margin:0;padding:2rem 1rem}
        main{max-width:30rem;margin:auto;background:#fff;border-radius:12px;padding:1.5rem 2rem 2rem;box-shadow:0 1px 6px #0002}
        h1{font-size:1.3rem} ul{columns:2;padding-left:1.2rem;font-size:.85rem} label{display:block;font-weight:600}
        select,button{font:inherit;padding:.5rem .8rem;border-radius:8px;border:1px solid #6b7c88;background:#fff;color:inherit}
        select{width:100%} .row{display:flex;gap:.8rem;margin-top:1rem} .primary{background:#0b6b57;border-color:#0b6b57;color:#fff}
        :focus-visible{outline:3px solid #1a73e8;outline-offset:2px}
        </style></head><body><main>{{body}}</main></body></html>
        """;
}
