using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tieline.Bench.Org;

namespace Tieline.Bench.Simulators;

/// <summary>Queries by an indexed field, row reads and row creations by turns, against the seeded story.</summary>
internal sealed class SalesforceMix : IDisposable
{
    private const string Data = "/services/data/v66.0/";
    private readonly List<(string Id, string Email)> _contacts = [];

    private SalesforceMix(HttpClient client) => Client = client;

    public HttpClient Client { get; }

    public static async Task<SalesforceMix> StartAsync(string url)
    {
        var mix = new SalesforceMix(Http.Client(url));
        await mix.Client.PostAsync("/control/limits", new JsonObject { ["dailyRequests"] = int.MaxValue });
        var token = await Http.ReadAsync(await mix.Client.GetAsync("/control/token?user=ann.berg@nordlys.example"));
        mix.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)token["access_token"]!);
        var found = await Http.ReadAsync(await mix.Client.GetAsync(Query("SELECT Id, Email FROM Contact WHERE Email != null")));
        mix._contacts.AddRange(found["records"]!.AsArray().Select(row => ((string)row!["Id"]!, (string)row["Email"]!)));
        return mix;
    }

    public (string Kind, HttpRequestMessage Request) Make(int number)
    {
        var (id, email) = _contacts[number % _contacts.Count];
        return (number / 32 % 3) switch
        {
            0 => ("query", new HttpRequestMessage(HttpMethod.Get, Query($"SELECT Id, Name, Phone FROM Contact WHERE Email = '{email}'"))),
            1 => ("row read", new HttpRequestMessage(HttpMethod.Get, $"{Data}sobjects/Contact/{id}")),
            _ => ("row create", new HttpRequestMessage(HttpMethod.Post, Data + "sobjects/Task") { Content = JsonContent.Create(Call(number, id)) }),
        };
    }

    public void Dispose() => Client.Dispose();

    private static string Query(string soql) => Data + "query?q=" + Uri.EscapeDataString(soql);

    private static JsonObject Call(int number, string contact) => new() { ["Subject"] = $"Call {number}", ["WhoId"] = contact, ["Status"] = "Completed", ["Priority"] = "Normal" };
}
