using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Tieline.Bench.Org;

/// <summary>Somebody who calls.</summary>
/// <param name="Number">As Webex tells it.</param>
/// <param name="RecordId">The contact that has the number.</param>
internal sealed record Caller(string Number, string Name, string RecordId)
{
    /// <summary>The number as an American agent sees it; ten digits, so that it is found in what crosses the line.</summary>
    public string Shown => $"({Number[2..5]}) {Number[5..8]}-{Number[8..]}";

    public string Digits => Number[2..];
}

/// <summary>Agents and callers made in the simulators, through the doors that the clouds' own administrators have.</summary>
internal static class People
{
    private const int MostInOneRequest = 200;

    public static string AgentNamed(int index) => $"agent{index:000}@nordlys.example";

    public static async Task MakeAgentsAsync(string salesforceUrl, string webexUrl, int count)
    {
        using var salesforce = await AdministratorAsync(salesforceUrl);
        var profiles = await Http.ReadAsync(await salesforce.GetAsync("/services/data/v66.0/query?q=" + Uri.EscapeDataString("SELECT Id FROM Profile WHERE Name = 'Standard User'")));
        var profile = (string)profiles["records"]![0]!["Id"]!;
        var users = await CreateAsync(salesforce, Enumerable.Range(0, count).Select(i => UserOf(i, profile)));
        var sets = await Http.ReadAsync(await salesforce.GetAsync("/services/data/v66.0/query?q=" + Uri.EscapeDataString("SELECT Id FROM PermissionSet WHERE Name = 'Webex_User'")));
        await CreateAsync(salesforce, users.Select(user => new JsonObject
        {
            ["attributes"] = new JsonObject { ["type"] = "PermissionSetAssignment" }, ["AssigneeId"] = user, ["PermissionSetId"] = (string)sets["records"]![0]!["Id"]!,
        }));
        using var webex = Http.Client(webexUrl);
        for (var i = 0; i < count; i++)
        {
            await webex.PostAsync("/control/people", new JsonObject
            {
                ["email"] = AgentNamed(i), ["firstName"] = "Agent", ["lastName"] = $"Number{i:000}", ["number"] = $"+1408556{i:0000}", ["extension"] = $"{3000 + i}",
            });
        }
    }

    public static async Task<IReadOnlyList<Caller>> MakeCallersAsync(string salesforceUrl, int count)
    {
        using var salesforce = await AdministratorAsync(salesforceUrl);
        var callers = Enumerable.Range(0, count).Select(i => new Caller($"+1312555{i:0000}", $"Caller Number{i:0000}", "")).ToList();
        var ids = await CreateAsync(salesforce, callers.Select(caller => new JsonObject
        {
            ["attributes"] = new JsonObject { ["type"] = "Contact" },
            ["FirstName"] = "Caller", ["LastName"] = caller.Name["Caller ".Length..], ["Phone"] = caller.Shown, ["MailingCountry"] = "US",
        }));
        return [.. callers.Zip(ids, (caller, id) => caller with { RecordId = id })];
    }

    private static JsonObject UserOf(int index, string profile) => new()
    {
        ["attributes"] = new JsonObject { ["type"] = "User" },
        ["Username"] = AgentNamed(index), ["Email"] = AgentNamed(index), ["FirstName"] = "Agent", ["LastName"] = $"Number{index:000}",
        ["Alias"] = $"agent{index:000}", ["CommunityNickname"] = $"agent{index:000}", ["ProfileId"] = profile, ["IsActive"] = true, ["Country"] = "US",
        ["TimeZoneSidKey"] = "America/New_York", ["LocaleSidKey"] = "en_US", ["LanguageLocaleKey"] = "en_US", ["EmailEncodingKey"] = "UTF-8",
    };

    private static async Task<List<string>> CreateAsync(HttpClient salesforce, IEnumerable<JsonObject> records)
    {
        var ids = new List<string>();
        foreach (var part in records.Chunk(MostInOneRequest))
        {
            var answer = await salesforce.PostAsync("/services/data/v66.0/composite/sobjects", new JsonObject { ["allOrNone"] = true, ["records"] = new JsonArray([.. part]) });
            var failed = answer.AsArray().FirstOrDefault(row => (bool)row!["success"]! is false);
            ids.AddRange(failed is null ? answer.AsArray().Select(row => (string)row!["id"]!) : throw new InvalidOperationException(failed.ToJsonString()));
        }

        return ids;
    }

    private static async Task<HttpClient> AdministratorAsync(string salesforceUrl)
    {
        var client = Http.Client(salesforceUrl);
        var token = await Http.ReadAsync(await client.GetAsync("/control/token?user=admin@nordlys.example"));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)token["access_token"]!);
        return client;
    }
}
