using System.Security.Cryptography;
using System.Text;
using System.Web;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.OAuth;

/// <summary>An application that signs a person in.</summary>
public static class SignIn
{
    public const string ClientId = "Ctieline-demo";
    public const string Secret = "webex-demo-secret";
    public const string Redirect = "http://127.0.0.1:5080/connect/webex/callback";
    public const string Verifier = "a-verifier-of-more-than-forty-three-characters-xyz";

    public static string Challenge(string verifier) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public static Dictionary<string, string> Request(params (string Name, string Value)[] changes)
    {
        var fields = new Dictionary<string, string>
        {
            ["client_id"] = ClientId, ["response_type"] = "code", ["redirect_uri"] = Redirect,
            ["scope"] = "spark:people_read spark:calls_read spark:calls_write", ["state"] = "xyz 1",
            ["code_challenge"] = Challenge(Verifier), ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes)
        {
            fields[name] = value;
        }

        return fields.Where(field => field.Value.Length > 0).ToDictionary();
    }

    /// <summary>Posts the consent form and returns the address that the browser is sent to.</summary>
    public static async Task<Uri> DecideAsync(Simulation simulation, Dictionary<string, string> request, string email = "ann.berg@nordlys.example", string decision = "allow")
    {
        var answer = await PostAsync(simulation, "/v1/authorize", request.Concat(new Dictionary<string, string> { ["email"] = email, ["decision"] = decision }));
        return answer.Expect(302).Headers.Location!;
    }

    public static string? Value(Uri address, string name) => HttpUtility.ParseQueryString(address.Query)[name];

    public static async Task<string> CodeAsync(Simulation simulation, params (string Name, string Value)[] changes) =>
        Value(await DecideAsync(simulation, Request(changes)), "code")!;

    public static async Task<Answer> TokenAsync(Simulation simulation, params (string Name, string Value)[] fields)
    {
        var all = new Dictionary<string, string> { ["client_id"] = ClientId, ["client_secret"] = Secret };
        foreach (var (name, value) in fields)
        {
            all[name] = value;
        }

        return await PostAsync(simulation, "/v1/access_token", all.Where(field => field.Value.Length > 0));
    }

    public static async Task<Answer> PostAsync(Simulation simulation, string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await simulation.Http.PostAsync(path, form);
        return new Answer((int)answer.StatusCode, answer.Headers, await answer.Content.ReadAsStringAsync());
    }

    public static Task<Answer> ExchangeAsync(Simulation simulation, string code, string verifier = Verifier) => TokenAsync(simulation,
        ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Redirect), ("code_verifier", verifier));

    public static Task<Answer> RefreshAsync(Simulation simulation, string refreshToken) =>
        TokenAsync(simulation, ("grant_type", "refresh_token"), ("refresh_token", refreshToken));

    public static async Task<Answer> CompleteAsync(Simulation simulation, params (string Name, string Value)[] changes) =>
        (await ExchangeAsync(simulation, await CodeAsync(simulation, changes))).Expect(200);

    public static Task<Answer> MeAsync(Simulation simulation, string accessToken) => simulation.SendAsync("GET", "/v1/people/me", null, accessToken);
}
