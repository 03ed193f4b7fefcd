using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.RealClients;

/// <summary>
/// An org and a home of its own for the <c>sf</c> command line, signed in as the administrator under the alias <c>sim</c>. A test class shares one
/// (<c>IClassFixture</c>); a project to deploy goes into a folder of <see cref="NewFolder"/>.
/// See https://developer.salesforce.com/docs/atlas.en-us.sfdx_cli_reference.meta/sfdx_cli_reference/cli_reference_top.htm
/// </summary>
public sealed class SfSession : IAsyncLifetime
{
    private readonly string home = Directory.CreateTempSubdirectory("salesforce-cli-").FullName;
    private int folders;

    public TestOrg Org { get; private set; } = null!;
    public OrgClient Admin { get; private set; } = null!;

    /// <summary>With 127.0.0.1 in it: the tool takes that for an org on this machine.</summary>
    public string OrgUrl => Org.Http.BaseAddress!.GetLeftPart(UriPartial.Authority).Replace("localhost", "127.0.0.1", StringComparison.Ordinal);

    public async ValueTask InitializeAsync()
    {
        Org = await TestOrg.StartAsync();
        Admin = await Org.AsAsync("admin");
        await RunAsync(["org", "login", "access-token", "--instance-url", OrgUrl, "--no-prompt", "--alias", "sim", "--set-default"], ("SF_ACCESS_TOKEN", Admin.Token));
    }

    public async ValueTask DisposeAsync()
    {
        await Org.DisposeAsync();
        Directory.Delete(home, recursive: true);
    }

    public string NewFolder() => Directory.CreateDirectory(Path.Combine(home, $"folder{Interlocked.Increment(ref folders)}")).FullName;

    /// <summary>A file to hand to a command.</summary>
    public string NewFile(string name, string text)
    {
        var path = Path.Combine(NewFolder(), name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>The result of a command that must succeed.</summary>
    public Task<JsonNode> RunAsync(params string[] arguments) => RunAsync(arguments, []);

    public async Task<JsonNode> RunAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        var answer = await AnswerAsync(home, arguments, environment);
        Assert.True((int)answer["status"]! == 0, $"sf {string.Join(' ', arguments)}: {answer}");
        return answer["result"]!;
    }

    /// <summary>What a command said, whether it succeeded or not; the folder is where it is run, as a project's commands need it.</summary>
    public async Task<JsonNode> AnswerAsync(string? folder, string[] arguments, params (string Name, string Value)[] environment)
    {
        var settings = new Dictionary<string, string>
        {
            ["HOME"] = home, ["SF_DISABLE_TELEMETRY"] = "true", ["SF_SKIP_NEW_VERSION_CHECK"] = "true", ["SF_AUTOUPDATE_DISABLE"] = "true", ["SF_USE_GENERIC_UNIX_KEYCHAIN"] = "true",
            ["SF_DOMAIN_RETRY"] = "0", ["SF_ORG_METADATA_REST_DEPLOY"] = "true", ["NO_COLOR"] = "1",
        };
        foreach (var (name, value) in environment) settings[name] = value;
        var (_, output) = await ClientTools.SfAsync(folder ?? home, settings, [.. arguments, "--json"]);
        return JsonNode.Parse(output) ?? throw new InvalidOperationException(output);
    }
}
