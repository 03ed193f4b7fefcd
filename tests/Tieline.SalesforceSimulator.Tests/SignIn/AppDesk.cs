using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Tieline.SalesforceSimulator.Tests.SignIn;

/// <summary>One app and the policies it was given; signs users in through it.</summary>
internal sealed class AppDesk(TestOrg org, string key = "desk", string secret = "secret", string callback = "http://127.0.0.1:5080/callback")
{
    private const string Verifier = "a-verifier-of-more-than-forty-three-characters-as-the-rfc-wants";

    public Task PolicyAsync(string policies)
    {
        var app = JsonNode.Parse(policies)!.AsObject();
        (app["consumerKey"], app["consumerSecret"], app["callbackUrls"]) = (key, secret, new JsonArray(callback));
        return org.ControlAsync("apps", app);
    }

    /// <summary>What the app is told after the user let it in.</summary>
    public async Task<Dictionary<string, Microsoft.Extensions.Primitives.StringValues>> AllowAsync(string mail = "bo.lind")
    {
        using var response = await DecideAsync(mail);
        return QueryHelpers.ParseQuery(response.Headers.Location!.Query);
    }

    /// <summary>The page that a user sees who is not sent back to the app.</summary>
    public async Task<string> AllowedPageAsync(string mail = "bo.lind")
    {
        using var response = await DecideAsync(mail);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private Task<HttpResponseMessage> DecideAsync(string mail)
    {
        var form = new Dictionary<string, string>
        {
            ["response_type"] = "code", ["client_id"] = key, ["redirect_uri"] = callback, ["username"] = mail + "@nordlys.example", ["decision"] = "allow",
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(Verifier))),
        };
        return org.Http.PostAsync("/services/oauth2/authorize", new FormUrlEncodedContent(form), TestContext.Current.CancellationToken);
    }

    public async Task<JsonNode> TokensAsync(string mail = "bo.lind") =>
        await PostAsync("token", ("grant_type", "authorization_code"), ("code", (string)(await AllowAsync(mail))["code"]!), ("redirect_uri", callback), ("code_verifier", Verifier), ("client_id", key), ("client_secret", secret));

    public Task<JsonNode> RefreshAsync(JsonNode tokens) =>
        PostAsync("token", ("grant_type", "refresh_token"), ("refresh_token", (string)tokens["refresh_token"]!), ("client_id", key), ("client_secret", secret));

    public async Task<JsonNode> PostAsync(string door, params (string Name, string Value)[] form)
    {
        using var response = await org.Http.PostAsync("/services/oauth2/" + door, new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value))), TestContext.Current.CancellationToken);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    public static string Problem(JsonNode answer) => $"{answer["error"]}: {answer["error_description"]}";
}
