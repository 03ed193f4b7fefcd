using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Metadata;

/// <summary>Deploys to an org of its own whose clock is stepped.</summary>
public sealed class Deployer(TestOrg org, OrgClient admin) : IAsyncDisposable
{
    public const string Door = "/services/data/v66.0/metadata/deployRequest";

    public TestOrg Org { get; } = org;
    public OrgClient Admin { get; } = admin;

    public static async Task<Deployer> StartAsync(SalesforceSimulatorOptions? options = null)
    {
        var org = await TestOrg.StartAsync(options ?? new SalesforceSimulatorOptions { SeedStory = false });
        await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped" });
        return new Deployer(org, await org.AsAsync("admin"));
    }

    /// <summary>The same, and custom objects and fields are open to everybody without a permission set.</summary>
    public static async Task<Deployer> StartOpenAsync()
    {
        var to = await StartAsync();
        await to.Org.ControlAsync("switches", new JsonObject { ["customNeedsPermission"] = false });
        return to;
    }

    /// <summary>Deploys and waits for the end; the result with its details.</summary>
    public async Task<JsonNode> DeployAsync(Package package, JsonObject? options = null)
    {
        var id = (await SubmitAsync(package.Zip(), options)).Is(201).Id;
        await StepAsync(3);
        return await ResultAsync(id);
    }

    public async Task<JsonNode> DeployedAsync(Package package)
    {
        var result = await DeployAsync(package);
        Assert.True((string?)result["status"] == "Succeeded", result.ToJsonString());
        return result;
    }

    /// <summary>The sample project, with its permission set assigned to the administrator.</summary>
    public async Task<JsonNode> DeploySampleAsync()
    {
        var result = await DeployedAsync(SampleProject.Package());
        await AssignAsync("Sample_Caller", Admin.UserId);
        return result;
    }

    public async Task AssignAsync(string permissionSet, string userId)
    {
        var set = (string)(await Admin.QueryAsync($"SELECT Id FROM PermissionSet WHERE Name = '{permissionSet}'")).Is(200).Records.Single()!["Id"]!;
        await Admin.NewIdAsync("PermissionSetAssignment", new { AssigneeId = userId, PermissionSetId = set });
    }

    /// <summary>The problem texts by component.</summary>
    public async Task<Dictionary<string, string>> ProblemsAsync(Package package, JsonObject? options = null) =>
        (await DeployAsync(package, options))["details"]!["componentFailures"]!.AsArray().ToDictionary(f => (string)f!["fullName"]!, f => (string)f!["problem"]!);

    public async Task<JsonNode> ResultAsync(string id) => (await Admin.GetAsync($"metadata/deployRequest/{id}?includeDetails=true")).Is(200).Body!["deployResult"]!;

    public Task StepAsync(double seconds) => Org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = seconds });

    public Task<OrgAnswer> SubmitAsync(byte[] zip, JsonObject? options = null, OrgClient? client = null) =>
        PostAsync(new JsonObject { ["deployOptions"] = options?.DeepClone() ?? new JsonObject { ["singlePackage"] = true, ["rollbackOnError"] = true } }.ToJsonString(), zip, client);

    public Task<OrgAnswer> PostAsync(string json, byte[] zip, OrgClient? client = null)
    {
        var body = new MultipartFormDataContent
        {
            { new StringContent(json, new MediaTypeHeaderValue("application/json")), "json" }, { new ByteArrayContent(zip) { Headers = { ContentType = new("application/zip") } }, "file", "deploy.zip" },
        };
        return SendAsync(body, client);
    }

    public async Task<OrgAnswer> SendAsync(HttpContent body, OrgClient? client = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Door) { Content = body };
        request.Headers.Authorization = new("Bearer", (client ?? Admin).Token);
        using var response = await Org.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new OrgAnswer((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), text, response.Headers, response.Content.Headers);
    }

    public async Task<JsonArray> ToolingAsync(string soql) => (await Admin.GetAsync("tooling/query?q=" + Uri.EscapeDataString(soql))).Is(200).Records;

    public ValueTask DisposeAsync() => Org.DisposeAsync();
}
