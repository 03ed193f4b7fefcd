using System.Net;
using System.Text;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.OAuth;

/// <summary>The HTML of sign-in and consent.</summary>
public static class AuthorizePage
{
    private const string Head = """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Allow access?</title>
        <style>body{font:16px system-ui,sans-serif;background:#f3f3f3;color:#181818;display:grid;place-items:center;min-height:100vh;margin:0}
        main{background:#fff;padding:2rem;border-radius:.5rem;box-shadow:0 2px 6px #0003;width:24rem;max-width:90vw}h1{font-size:1.3rem;margin-top:0}
        label{display:block;margin:1rem 0 .25rem}select{width:100%;padding:.5rem;font:inherit}button{font:inherit;padding:.5rem 1.25rem;border-radius:.25rem;border:1px solid #0176d3;cursor:pointer}
        .allow{background:#0176d3;color:#fff}.deny{background:#fff;color:#0176d3}.row{display:flex;gap:.75rem;justify-content:flex-end;margin-top:1.5rem}</style></head><body><main>
        """;

    public static IResult Show(SalesforceOrg org, ConnectedApp app, IReadOnlyDictionary<string, string> parameters)
    {
        var page = new StringBuilder(Head);
        page.Append("<h1>Allow access?</h1><p>An app asks for access to this simulated org:</p><ul>");
        foreach (var scope in (parameters.GetValueOrDefault("scope") ?? string.Join(' ', app.Scopes)).Split(' ', StringSplitOptions.RemoveEmptyEntries)) page.Append($"<li>{Encode(scope)}</li>");
        page.Append("</ul><form method=\"post\" action=\"/services/oauth2/authorize\">");
        foreach (var (name, value) in parameters.Where(p => p.Key is not ("username" or "decision"))) page.Append($"<input type=\"hidden\" name=\"{Encode(name)}\" value=\"{Encode(value)}\">");
        page.Append("<label for=\"username\">Sign in as</label><select id=\"username\" name=\"username\">");
        foreach (var (username, name) in Users(org)) page.Append(Option(username, name, parameters.GetValueOrDefault("login_hint")));
        page.Append("</select><div class=\"row\"><button class=\"deny\" name=\"decision\" value=\"deny\">Deny</button><button class=\"allow\" name=\"decision\" value=\"allow\">Allow</button></div></form></main></body></html>");
        return Results.Content(page.ToString(), "text/html; charset=utf-8");
    }

    /// <summary>What may not be sent to an unknown callback is told here.</summary>
    public static IResult Problem(string error, string description) =>
        Results.Content($"{Head}<h1>We can't authorize you because of an OAuth error.</h1><p>error={Encode(error)}&amp;error_description={Encode(description)}</p></main></body></html>", "text/html; charset=utf-8", statusCode: 400);

    private static string Option(string username, string name, string? hint) =>
        $"<option value=\"{Encode(username)}\"{(username == hint ? " selected" : "")}>{Encode(name)} ({Encode(username)})</option>";

    private static List<(string Username, string Name)> Users(SalesforceOrg org) =>
        org.Run(() => org.Records.Rows("User").Where(u => u.Is("IsActive")).Select(u => (u.Text("Username")!, u.Text("Name")!)).ToList());

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
