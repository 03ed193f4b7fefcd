using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Tieline.Testing;

/// <summary>The product's own Salesforce package, brought into a simulated org over its metadata door as <c>sf project deploy start</c> does it.</summary>
public static class ProductPackage
{
    private static readonly XNamespace Metadata = "http://soap.sforce.com/2006/04/metadata";

    private static readonly Dictionary<string, string> Types = new()
    {
        ["applications"] = "CustomApplication", ["callCenters"] = "CallCenter", ["classes"] = "ApexClass", ["cspTrustedSites"] = "CspTrustedSite",
        ["externalClientApps"] = "ExternalClientApplication", ["extlClntAppGlobalOauthSets"] = "ExtlClntAppGlobalOauthSettings",
        ["extlClntAppOauthPolicies"] = "ExtlClntAppOauthConfigurablePolicies", ["extlClntAppOauthSettings"] = "ExtlClntAppOauthSettings",
        ["extlClntAppPolicies"] = "ExtlClntAppConfigurablePolicies", ["flexipages"] = "FlexiPage", ["lwc"] = "LightningComponentBundle",
        ["messageChannels"] = "LightningMessageChannel", ["objects"] = "CustomObject", ["permissionsets"] = "PermissionSet", ["quickActions"] = "QuickAction", ["tabs"] = "CustomTab",
    };

    /// <summary>Deploys it and gives permission sets to users; the org's clock moves three seconds.</summary>
    /// <param name="org">Of the simulator.</param>
    /// <param name="tieline">Where browsers reach the server.</param>
    /// <param name="orgId">18 characters.</param>
    /// <param name="given">User names and the permission sets each gets.</param>
    public static async Task DeployAsync(HttpClient org, string tieline, string orgId, params (string User, string PermissionSet)[] given)
    {
        var token = (string)(await ReadAsync(org.GetAsync("/control/token?user=admin@nordlys.example")))["access_token"]!;
        using var body = new MultipartFormDataContent
        {
            { new StringContent("""{"deployOptions":{"singlePackage":true,"rollbackOnError":true}}""", new MediaTypeHeaderValue("application/json")), "json" },
            { new ByteArrayContent(Zip(tieline, orgId)) { Headers = { ContentType = new("application/zip") } }, "file", "deploy.zip" },
        };
        var id = (string)(await ReadAsync(SendAsync(org, token, HttpMethod.Post, "metadata/deployRequest", body)))["id"]!;
        await ReadAsync(org.PostAsJsonAsync("/control/clock", new { advanceSeconds = 3 }));
        var result = (await ReadAsync(SendAsync(org, token, HttpMethod.Get, $"metadata/deployRequest/{id}?includeDetails=true", null)))["deployResult"]!;
        Assert.True((string?)result["status"] == "Succeeded", result.ToJsonString());
        foreach (var (user, set) in given)
        {
            await AssignAsync(org, token, user, set);
        }
    }

    /// <summary>Gives a permission set, as an administrator does in Setup.</summary>
    public static async Task AssignAsync(HttpClient org, string user, string permissionSet) =>
        await AssignAsync(org, (string)(await ReadAsync(org.GetAsync("/control/token?user=admin@nordlys.example")))["access_token"]!, user, permissionSet);

    private static async Task AssignAsync(HttpClient org, string token, string user, string permissionSet)
    {
        async Task<string> IdAsync(string soql) => (string)(await ReadAsync(SendAsync(org, token, HttpMethod.Get, $"query?q={Uri.EscapeDataString(soql)}", null)))["records"]![0]!["Id"]!;
        var fields = new { AssigneeId = await IdAsync($"SELECT Id FROM User WHERE Username = '{user}'"), PermissionSetId = await IdAsync($"SELECT Id FROM PermissionSet WHERE Name = '{permissionSet}'") };
        var given = await ReadAsync(SendAsync(org, token, HttpMethod.Get, $"query?q={Uri.EscapeDataString($"SELECT Id FROM PermissionSetAssignment WHERE AssigneeId = '{fields.AssigneeId}' AND PermissionSetId = '{fields.PermissionSetId}'")}", null));
        if (given["records"]!.AsArray().Count == 0)
        {
            await ReadAsync(SendAsync(org, token, HttpMethod.Post, "sobjects/PermissionSetAssignment", JsonContent.Create(fields)));
        }
    }

    private static byte[] Zip(string tieline, string orgId)
    {
        var root = Path.Combine(Root(AppContext.BaseDirectory), "salesforce", "force-app", "main", "default");
        var (files, members) = (new Dictionary<string, string>(), new HashSet<(string Type, string Name)>());
        foreach (var path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order().Where(path => !path.Contains("__tests__", StringComparison.Ordinal)))
        {
            var parts = Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar);
            var folder = parts[0];
            var name = folder is "lwc" or "objects" ? parts[1] : folder is "quickActions" ? string.Join('.', parts[^1].Split('.')[..2]) : parts[^1].Split('.')[0];
            members.Add((Types[folder], name));
            if (folder != "objects")
            {
                files[folder is "lwc" or "classes" ? string.Join('/', parts) : string.Join('/', parts).Replace("-meta.xml", "", StringComparison.Ordinal)] = File.ReadAllText(path);
            }
        }

        foreach (var (_, name) in members.Where(member => member.Type == "CustomObject"))
        {
            files[$"objects/{name}.object"] = Composed(Path.Combine(root, "objects", name));
        }

        files["package.xml"] = new XElement(Metadata + "Package",
            members.GroupBy(member => member.Type).Select(type => new XElement(Metadata + "types", type.Select(member => new XElement(Metadata + "members", member.Name)), new XElement(Metadata + "name", type.Key))),
            new XElement(Metadata + "version", "66.0")).ToString();
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, text) in files)
            {
                using var entry = zip.CreateEntry(path, CompressionLevel.Fastest).Open();
                entry.Write(Encoding.UTF8.GetBytes(text.Replace("https://tieline.invalid", tieline, StringComparison.Ordinal).Replace("00D000000000000EAA", orgId, StringComparison.Ordinal)));
            }
        }

        return stream.ToArray();
    }

    // In the source format each field is a file of its own.
    private static string Composed(string folder)
    {
        var whole = XElement.Load(Directory.GetFiles(folder, "*.object-meta.xml").Single());
        foreach (var field in Directory.GetFiles(Path.Combine(folder, "fields")).Order())
        {
            whole.AddFirst(new XElement(Metadata + "fields", XElement.Load(field).Elements()));
        }

        return whole.ToString();
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient org, string token, HttpMethod method, string path, HttpContent? body) =>
        org.SendAsync(new HttpRequestMessage(method, $"/services/data/v66.0/{path}") { Content = body, Headers = { Authorization = new("Bearer", token) } });

    private static async Task<JsonNode> ReadAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage?.RequestUri} answered {(int)answer.StatusCode}: {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "Tieline.slnx")) ? folder : Root(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No Tieline.slnx above the tests."));
}
