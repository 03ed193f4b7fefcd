using System.Text;
using CsCheck;
using Tieline.WebexSimulator.Tests.Harness;
using Tieline.WebexSimulator.Tests.OAuth;

namespace Tieline.WebexSimulator.Tests.Control;

/// <summary>Whatever is thrown at a door is answered, and never with a mistake of the simulator's own.</summary>
public class Fuzz
{
    /// <summary>Each door with the members that it knows; a member may hold objects of the same members.</summary>
    private static readonly (string Door, string[] Fields)[] Doors =
    [
        ("POST /v1/people", ["emails", "phoneNumbers", "extension", "locationId", "displayName", "firstName", "roles", "licenses", "addresses", "type", "value"]),
        ("PUT /v1/people/{id}", ["displayName", "emails", "phoneNumbers", "licenses", "siteUrls", "loginEnabled", "title"]),
        ("PATCH /v1/licenses/users", ["email", "personId", "licenses", "siteUrls", "id", "operation", "properties", "siteUrl", "accountType"]),
        ("POST /v1/telephony/webhookInterestRegistrations", ["interests", "duration", "resource", "actor"]),
        ("POST /v1/applications/x/token", ["clientId", "clientSecret", "targetOrgId"]),
        ("POST /v1/convergedRecordings/softDelete", ["trashAll", "ownerEmail", "recordingIds"]),
        ("POST /v1/convergedRecordings/reassign", ["ownerEmail", "ownerID", "recordingIds", "reassignOwnerEmail"]),
        ("DELETE /v1/convergedRecordings/x", ["reason", "comment"]),
        ("POST /v1/webhooks", ["name", "targetUrl", "resource", "event", "filter", "secret", "ownedBy"]),
        ("POST /control/bots", ["email", "name"]),
        ("POST /control/tokens", ["user"]),
        ("POST /control/service-apps", ["clientId", "clientSecret", "scopes", "name", "owner"]),
        ("POST /control/integrations", ["clientId", "clientSecret", "redirectUris", "scopes", "name"]),
        ("POST /control/integrations/Ctieline-demo/users", ["users"]),
        ("POST /control/people/eva.holm@nordlys.example", ["licenses", "roles", "lineBusy", "recordingMode", "executive"]),
    ];

    private static readonly Gen<string> Scalar = Gen.OneOf(
        Gen.Const("null"), Gen.Const("true"), Gen.Const("\"\""), Gen.Const("-1"), Gen.Const("1e400"), Gen.Const("\"\\ud800\""), Gen.Const("\"ann.berg@nordlys.example\""),
        Gen.Const("\"all\""), Gen.Const("\"a@b.c\""), Gen.Double.Select(number => double.IsFinite(number) ? number.ToString("R", System.Globalization.CultureInfo.InvariantCulture) : "0"),
        Gen.String.Select(text => System.Text.Json.JsonSerializer.Serialize(text)));

    private static readonly Gen<(string Door, string Body)> Requests = Gen.OneOf(Doors).SelectMany(door => Members(door.Fields).Select(body => (door.Door, body)));

    [Fact]
    public async Task No_json_makes_a_door_stumble()
    {
        await using var simulation = await Simulation.StartAsync();
        await Requests.SampleAsync(async (door, body) =>
        {
            var (method, path) = (door.Split(' ')[0], door.Split(' ')[1].Replace("{id}", simulation.Id("eva"), StringComparison.Ordinal));
            var answer = await simulation.SendAsync(method, path, body, simulation.Token("admin")).WaitAsync(TimeSpan.FromSeconds(10));
            Assert.InRange(answer.Status, 200, 499);
        }, iter: 1500, threads: 1);
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

    private static Gen<string> Members(string[] fields, int depth = 0)
    {
        var value = depth == 2 ? Scalar : Gen.OneOf(Scalar, Scalar.Array[0, 3].Select(List), Members(fields, depth + 1), Members(fields, depth + 1).Array[0, 2].Select(List));
        return Gen.Select(Gen.OneOf(fields), value).Array[0, 4].Select(pairs => $"{{{string.Join(',', pairs.Select(pair => $"\"{pair.Item1}\":{pair.Item2}"))}}}");
    }

    private static string List(string[] items) => $"[{string.Join(',', items)}]";

    /// <summary>Half a surrogate pair cannot be sent in UTF-8.</summary>
    private static string Printable(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
