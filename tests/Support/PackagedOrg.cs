using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Tieline.Testing;

/// <summary>
/// Deploys the package of <c>salesforce/</c> as an administrator's tool does: the source format made into a zip of the metadata format, in which an object's fields
/// stand in the object's own file and most files have shorter names.
/// </summary>
/// <param name="org">Of the simulator.</param>
/// <param name="tieline">Where browsers reach the server.</param>
public sealed class PackagedOrg(HttpClient org, string tieline)
{
    private const string Api = "/services/data/v66.0";
    private static readonly XNamespace Metadata = "http://soap.sforce.com/2006/04/metadata";
    private static readonly string[] Folders = ["force-app/main/default", "once/pages", "once/client-app", "once/call-center"];

    /// <summary>Deploys, gives the integration user his permission set and the agents theirs: an org as the guide leaves it.</summary>
    public async Task PrepareAsync(string integration, params string[] agents)
    {
        await DeployAsync();
        await AssignAsync(integration, "Tieline_Integration");
        foreach (var agent in agents)
        {
            await AssignAsync(agent, "Webex_User");
        }
    }

    /// <summary>The whole package, with some words in it replaced: what an administrator has changed, or another version.</summary>
    public async Task DeployAsync(params (string Old, string New)[] changed)
    {
        var orgId = (string)(await QueryAsync("SELECT Id FROM Organization"))[0]!["Id"]!;
        await DeployAsync(Zip([("https://tieline.invalid", tieline), ("00D000000000000EAA", orgId), .. changed]));
    }

    /// <summary>One component that the package does not bring.</summary>
    public Task DeployOneAsync(string type, string path, string elements) => DeployAsync(ZipOf([type], [(path, new XElement(Metadata + type, XElement.Parse($"<all xmlns='{Metadata}'>{elements}</all>").Elements()).ToString())]));

    private async Task DeployAsync(byte[] zip)
    {
        using var body = new MultipartFormDataContent
        {
            { new StringContent("""{"deployOptions":{"singlePackage":true,"rollbackOnError":true}}""", new MediaTypeHeaderValue("application/json")), "json" },
            { new ByteArrayContent(zip) { Headers = { ContentType = new("application/zip") } }, "file", "deploy.zip" },
        };
        var id = (string)(await SendAsync("admin@nordlys.example", HttpMethod.Post, $"{Api}/metadata/deployRequest", body))["id"]!;
        for (var tries = 0; tries < 200; tries++)
        {
            await ReadAsync(await org.PostAsJsonAsync("/control/clock", new { advanceSeconds = 1 }));
            var result = (await SendAsync("admin@nordlys.example", HttpMethod.Get, $"{Api}/metadata/deployRequest/{id}?includeDetails=true"))["deployResult"]!;
            if ((bool)result["done"]!)
            {
                Assert.True((string)result["status"]! == "Succeeded", result.ToJsonString());
                return;
            }
        }

        Assert.Fail("The deployment does not end.");
    }

    public async Task AssignAsync(string user, string permissionSet)
    {
        var userId = (string)(await ReadAsync(await org.GetAsync($"/control/token?user={user}")))["user_id"]!;
        var set = (string)(await QueryAsync($"SELECT Id FROM PermissionSet WHERE Name = '{permissionSet}'"))[0]!["Id"]!;
        if ((await QueryAsync($"SELECT Id FROM PermissionSetAssignment WHERE AssigneeId = '{userId}' AND PermissionSetId = '{set}'")).Count == 0)
        {
            await CreateAsync("admin@nordlys.example", "PermissionSetAssignment", new { AssigneeId = userId, PermissionSetId = set });
        }
    }

    public Task<JsonNode> CreateAsync(string asUser, string objectName, object fields) => SendAsync(asUser, HttpMethod.Post, $"{Api}/sobjects/{objectName}", JsonContent.Create(fields));

    /// <summary>Changes, or with null deletes, the rows that an administrator finds.</summary>
    public async Task ChangeAsync(string objectName, string where, object? fields)
    {
        var rows = await QueryAsync($"SELECT Id FROM {objectName} WHERE {where}");
        Assert.NotEmpty(rows);
        foreach (var row in rows)
        {
            var path = $"{Api}/sobjects/{objectName}/{row!["Id"]}";
            await (fields is null ? SendAsync("admin@nordlys.example", HttpMethod.Delete, path) : SendAsync("admin@nordlys.example", HttpMethod.Patch, path, JsonContent.Create(fields)));
        }
    }

    public async Task<JsonArray> QueryAsync(string soql) =>
        (await SendAsync("admin@nordlys.example", HttpMethod.Get, $"{Api}/query?q={Uri.EscapeDataString(soql)}"))["records"]!.AsArray();

    public async Task<JsonNode> SendAsync(string asUser, HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new("Bearer", (string)(await ReadAsync(await org.GetAsync($"/control/token?user={asUser}")))["access_token"]!);
        return await ReadAsync(await org.SendAsync(request));
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage?.RequestUri} answered {(int)answer.StatusCode} {text}");
            return JsonNode.Parse(text.Length == 0 ? "{}" : text)!;
        }
    }

    private static byte[] Zip((string Old, string New)[] changed)
    {
        var files = Folders.Select(folder => Path.Combine(Root(), "salesforce", folder)).SelectMany(root => Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(file => (Root: root, Path: Path.GetRelativePath(root, file).Replace('\\', '/'))))
            .Where(file => !file.Path.Contains("__tests__", StringComparison.Ordinal) && !file.Path.Contains("/fields/", StringComparison.Ordinal)).ToList();
        var types = files.Where(file => file.Path.EndsWith("-meta.xml", StringComparison.Ordinal)).Select(file => XDocument.Load(Path.Combine(file.Root, file.Path)).Root!.Name.LocalName).Distinct();
        return ZipOf([.. types], files.Select(file => (PathInZip(file.Path), Changed(TextOf(file.Root, file.Path), changed))));
    }

    private static byte[] ZipOf(IReadOnlyList<string> types, IEnumerable<(string Path, string Text)> files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, text) in files.Append(("package.xml", PackageXml(types))))
            {
                using var entry = zip.CreateEntry(path, CompressionLevel.Fastest).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return stream.ToArray();
    }

    private static string PackageXml(IEnumerable<string> types) => new XElement(
        Metadata + "Package",
        types.Select(type => new XElement(Metadata + "types", new XElement(Metadata + "members", "*"), new XElement(Metadata + "name", type))),
        new XElement(Metadata + "version", "66.0")).ToString();

    private static string Changed(string text, IEnumerable<(string Old, string New)> changes) => changes.Aggregate(text, (so, change) => so.Replace(change.Old, change.New, StringComparison.Ordinal));

    private static string TextOf(string root, string file) =>
        file.StartsWith("objects/", StringComparison.Ordinal) ? WholeObject(Path.Combine(root, file)) : File.ReadAllText(Path.Combine(root, file));

    // Code keeps its second file, all else is one file whose name is that of the source without the ending.
    private static string PathInZip(string file)
    {
        var isCode = file.StartsWith("classes/", StringComparison.Ordinal) || file.StartsWith("lwc/", StringComparison.Ordinal);
        var path = isCode || !file.EndsWith("-meta.xml", StringComparison.Ordinal) ? file : file[..^"-meta.xml".Length];
        return path.StartsWith("objects/", StringComparison.Ordinal) ? $"objects/{Path.GetFileName(path)}" : path;
    }

    private static string WholeObject(string file)
    {
        var whole = XElement.Load(file);
        foreach (var field in Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(file)!, "fields")).Order(StringComparer.Ordinal))
        {
            whole.Add(new XElement(Metadata + "fields", XElement.Load(field).Elements()));
        }

        return whole.ToString();
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Tieline.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No Tieline.slnx above the tests.");
        }

        return folder.FullName;
    }
}
