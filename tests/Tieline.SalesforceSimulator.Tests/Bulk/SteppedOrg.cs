using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Bulk;

/// <summary>An org whose clock stands still until a test moves it, and the job resources as one user.</summary>
public sealed class SteppedOrg : IAsyncLifetime
{
    public TestOrg Org { get; private set; } = null!;
    public OrgClient Ann { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Org = await TestOrg.StartAsync();
        await Org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped" });
        Ann = await Org.AsAsync();
    }

    public ValueTask DisposeAsync() => Org.DisposeAsync();

    public Task PassAsync(double seconds) => Org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = seconds });

    /// <summary>Makes a job, fills it and closes it; it has not been worked on yet.</summary>
    public async Task<string> CloseAsync(object job, string csv, OrgClient? user = null)
    {
        user ??= Ann;
        var id = await OpenAsync(job, user);
        (await PutAsync(user, id, csv)).Is(201);
        (await SetStateAsync(user, id, "UploadComplete")).Is(200);
        return id;
    }

    /// <summary>Runs a job to its end.</summary>
    public async Task<(string Id, JsonNode Job)> RunAsync(object job, string csv, OrgClient? user = null)
    {
        var id = await CloseAsync(job, csv, user);
        await PassAsync(30);
        return (id, (await (user ?? Ann).GetAsync("jobs/ingest/" + id)).Is(200).Body!);
    }

    public static async Task<string> OpenAsync(object job, OrgClient user) => (await CreateAsync(job, user)).Is(200).Id;

    public static Task<OrgAnswer> CreateAsync(object job, OrgClient user) => user.SendAsync("POST", "jobs/ingest", System.Text.Json.JsonSerializer.SerializeToNode(job));

    public static Task<OrgAnswer> PutAsync(OrgClient user, string id, string csv, string type = "text/csv") =>
        user.SendContentAsync("PUT", $"jobs/ingest/{id}/batches", new StringContent(csv, Encoding.UTF8, new MediaTypeHeaderValue(type)));

    public static Task<OrgAnswer> SetStateAsync(OrgClient user, string id, string state) => user.SendAsync("PATCH", "jobs/ingest/" + id, new JsonObject { ["state"] = state });

    public async Task<string> ResultAsync(string id, string which, OrgClient? user = null) => (await (user ?? Ann).GetAsync($"jobs/ingest/{id}/{which}")).Is(200).Text;
}
