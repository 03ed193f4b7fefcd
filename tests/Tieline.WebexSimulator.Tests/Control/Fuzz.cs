using System.Text;
using CsCheck;
using Tieline.WebexSimulator.Tests.Harness;
using Tieline.WebexSimulator.Tests.OAuth;

namespace Tieline.WebexSimulator.Tests.Control;

/// <summary>Whatever is thrown at a door is answered, and never with a mistake of the simulator's own.</summary>
public class Fuzz
{
    private static readonly string[] Fields =
    [
        "email", "emails", "personId", "licenses", "id", "operation", "properties", "siteUrls", "siteUrl", "accountType", "displayName", "phoneNumbers", "roles",
        "addresses", "interests", "resource", "actor", "duration", "clientId", "clientSecret", "targetOrgId", "recordingIds", "ownerEmail", "trashAll",
        "users", "scopes", "name", "owner", "admin", "user", "title", "locationId", "extension", "loginEnabled", "reassignOwnerEmail",
    ];

    private static readonly string[] Doors =
    [
        "POST /v1/people", "PUT /v1/people/{id}", "PATCH /v1/licenses/users", "POST /v1/telephony/webhookInterestRegistrations",
        "POST /v1/applications/x/token", "POST /v1/convergedRecordings/softDelete", "POST /v1/convergedRecordings/reassign", "DELETE /v1/convergedRecordings/x",
        "POST /control/bots", "POST /control/tokens", "POST /control/service-apps", "POST /control/integrations", "POST /control/integrations/Ctieline-demo/users",
        "POST /control/people/eva.holm@nordlys.example", "POST /v1/webhooks",
    ];

    private static readonly Gen<string> Scalar = Gen.OneOf(
        Gen.Const("null"), Gen.Const("true"), Gen.Const("\"\""), Gen.Const("-1"), Gen.Const("1e400"), Gen.Const("\"\\ud800\""), Gen.Const("\"ann.berg@nordlys.example\""),
        Gen.Const("\"all\""), Gen.Const("\"a@b.c\""), Gen.Double.Select(number => double.IsFinite(number) ? number.ToString("R", System.Globalization.CultureInfo.InvariantCulture) : "0"),
        Gen.String.Select(text => System.Text.Json.JsonSerializer.Serialize(text)));

    private static readonly Gen<string> Json = Gen.Recursive<string>((depth, self) => depth > 3 ? Scalar : Gen.OneOf(
        Scalar, self.Array[0, 3].Select(items => $"[{string.Join(',', items)}]"),
        Gen.Select(Gen.OneOf(Fields), self).Array[0, 5].Select(pairs => $"{{{string.Join(',', pairs.Select(pair => $"\"{pair.Item1}\":{pair.Item2}"))}}}")));

    [Fact]
    public async Task No_json_makes_a_door_stumble()
    {
        await using var simulation = await Simulation.StartAsync();
        await Gen.Select(Gen.OneOf(Doors), Json).SampleAsync(async (door, body) =>
        {
            var (method, path) = (door.Split(' ')[0], door.Split(' ')[1].Replace("{id}", simulation.Id("eva"), StringComparison.Ordinal));
            var answer = await simulation.SendAsync(method, path, body, simulation.Token("admin")).WaitAsync(TimeSpan.FromSeconds(10));
            Assert.InRange(answer.Status, 200, 499);
        }, iter: 600, threads: 1);
    }

    [Fact]
    public async Task No_form_makes_a_sign_in_stumble()
    {
        await using var simulation = await Simulation.StartAsync();
        string[] paths = ["/v1/access_token", "/v1/authorize", "/v1/device/authorize", "/v1/device/token", "/v1/device/verify", "/idb/oauth2/v1/access_token", "/idb/oauth2/v1/revoke"];
        var field = Gen.Select(
            Gen.OneOf("grant_type", "client_id", "client_secret", "code", "redirect_uri", "scope", "token", "refresh_token", "user_code", "device_code", "email", "decision", "response_type"),
            Gen.OneOf(Gen.String, Gen.OneOf("refresh_token", "authorization_code", SignIn.ClientId, SignIn.Secret, SignIn.Redirect, "code", "allow", "%", "%zz", "a=b&c")));
        await Gen.Select(Gen.OneOf(paths), field.Array[0, 8], Gen.Bool).SampleAsync(async (path, fields, escaped) =>
        {
            var body = string.Join('&', fields.Select(pair => $"{pair.Item1}={(escaped ? Uri.EscapeDataString(Printable(pair.Item2)) : Printable(pair.Item2))}"));
            using var content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded");
            using var answer = await simulation.Http.PostAsync(path, content).WaitAsync(TimeSpan.FromSeconds(10));
            Assert.InRange((int)answer.StatusCode, 200, 499);
        }, iter: 400, threads: 1);
    }

    [Fact]
    public async Task No_query_makes_a_list_stumble()
    {
        await using var simulation = await Simulation.StartAsync();
        string[] paths = ["/cdr_feed", "/cdr_stream", "/convergedRecordings", "/admin/convergedRecordings", "/people", "/licenses", "/authorizations", "/organizations", "/people/x", "/licenses/x", "/roles/x"];
        var parameter = Gen.Select(
            Gen.OneOf("startTime", "endTime", "startTimeForNextFetch", "max", "from", "to", "cursor", "status", "topic", "roles", "id", "email", "callingData", "personId", "locationId", "limit", "next"),
            Gen.OneOf(Gen.String, Gen.OneOf("2026-03-02T08:00:00.000Z", "9999-12-31T23:59:59.999Z", "0001-01-01T00:00:00.000Z", "-1", "1e9", "MjE0NzQ4MzY0Nw==", "LTE=", "true")));
        await Gen.Select(Gen.OneOf(paths), parameter.Array[0, 6]).SampleAsync(async (path, parameters) =>
        {
            var query = string.Join('&', parameters.Select(pair => $"{pair.Item1}={Uri.EscapeDataString(Printable(pair.Item2))}"));
            var answer = await simulation.ApiAsync("admin", "GET", $"{path}?{query}").WaitAsync(TimeSpan.FromSeconds(10));
            Assert.InRange(answer.Status, 200, 499);
        }, iter: 600, threads: 1);
    }

    /// <summary>Half a surrogate pair cannot be sent in UTF-8.</summary>
    private static string Printable(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
