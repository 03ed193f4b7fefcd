using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tieline.Server.CommandLine;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.CommandLine;

/// <summary>What an operator types, and what a script reads.</summary>
public sealed class CommandTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tieline-commands-").FullName;
    private TestWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await TestWorld.StartAsync();
        await _world.ConnectOrgAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("--Tieline:Url=http://127.0.0.1:6080", "--Tieline:Url=http://127.0.0.1:6080")]
    [InlineData("--Tieline:Url http://127.0.0.1:6080", "--Tieline:Url http://127.0.0.1:6080")]
    [InlineData("/Tieline:Url=x", "/Tieline:Url=x")]
    [InlineData("Tieline:Url=x", "Tieline:Url=x")]
    [InlineData("serve --Tieline:Url=x", "--Tieline:Url=x")]
    [InlineData("serve", "")]
    public async Task Without_a_verb_it_is_the_server_with_its_configuration_as_before(string typed, string served)
    {
        string[]? got = null;
        var code = await TielineCommands.RunAsync(Split(typed), args => { got = args; return Task.FromResult(7); }, TextWriter.Null, TextWriter.Null);
        Assert.Equal((7, served), (code, string.Join(' ', got!)));
    }

    [Theory]
    [InlineData("confg export")]
    [InlineData("config")]
    [InlineData("config export --nonsense")]
    [InlineData("config plan")]
    public async Task A_slip_of_the_pen_starts_no_server_and_ends_with_2(string typed)
    {
        var (code, _, error) = await RunAsync(Split(typed));
        Assert.Equal(2, code);
        Assert.NotEqual("", error);
    }

    [Fact]
    public async Task Help_names_the_verbs()
    {
        var (code, output, _) = await RunAsync("--help");
        Assert.Equal(0, code);
        Assert.All(["serve", "config", "doctor", "uninstall"], verb => Assert.Contains(verb, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Settings_are_exported_planned_and_applied_from_the_command_line()
    {
        var file = Path.Combine(_folder, "settings.yaml");
        await File.WriteAllTextAsync(file, "version: 1\nsettings:\n  calling.inboundSearch: [Lead]\n", TestWorld.Stop);
        var plan = Path.Combine(_folder, "plan.json");
        var (differs, shown, _) = await AskAsync("config", "plan", file, "--detailed-exitcode", "--out", plan);
        Assert.Equal((1, $"+ calling.inboundSearch for everybody: not set -> Lead{Environment.NewLine}"), (differs, shown));

        var (done, said, _) = await AskAsync("config", "apply", file, "--plan", plan);
        Assert.Equal(0, done);
        Assert.Contains("Changed: 1.", said, StringComparison.Ordinal);
        Assert.Equal((0, $"Nothing to change.{Environment.NewLine}"), Pair(await AskAsync("config", "apply", file)));
        Assert.Equal((0, $"Nothing to change.{Environment.NewLine}"), Pair(await AskAsync("config", "plan", file, "--detailed-exitcode")));

        var (late, _, why) = await AskAsync("config", "apply", file, "--plan", plan);
        Assert.Equal(2, late);
        Assert.Contains("out of date", why, StringComparison.Ordinal);

        var copy = Path.Combine(_folder, "copy.yaml");
        Assert.Equal(0, (await AskAsync("config", "export", "--out", copy)).Code);
        Assert.Contains("calling.inboundSearch: [Lead]", await File.ReadAllTextAsync(copy, TestWorld.Stop), StringComparison.Ordinal);
        Assert.Equal(0, (await AskAsync("config", "plan", copy, "--detailed-exitcode")).Code);
    }

    [Fact]
    public async Task Mistakes_in_a_file_are_told_line_by_line_and_machines_get_json()
    {
        var file = Path.Combine(_folder, "wrong.yaml");
        await File.WriteAllTextAsync(file, "version: 1\nsettings:\n  calling.inboundSearch: [Dog]\n  calling.nonsense: 1\n", TestWorld.Stop);
        var (code, output, error) = await AskAsync("config", "plan", file);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("line 3, column 26", error, StringComparison.Ordinal);
        Assert.Contains("line 4, column 3", error, StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, "version: 1\n", TestWorld.Stop);
        Assert.NotNull(JsonNode.Parse((await AskAsync("config", "plan", file, "--json")).Output)!["fingerprint"]);
    }

    [Fact]
    public async Task What_keeps_a_command_from_being_done_is_said_and_the_key_is_never_shown()
    {
        var (code, output, error) = await RunAsync("config", "export", "--server", _world.Address, "--admin-key", "not-the-key-0123456789");
        Assert.Equal(2, code);
        Assert.Contains("does not take this admin key", error, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-key", output + error, StringComparison.Ordinal);
        Assert.Contains("in clear", (await RunAsync("config", "export", "--server", "http://tieline.example.com", "--admin-key", "k")).Error, StringComparison.Ordinal);
        Assert.Contains("does not answer", (await RunAsync("config", "export", "--server", "http://127.0.0.1:9", "--admin-key", "k")).Error, StringComparison.Ordinal);
        Assert.Contains("cannot be read", (await AskAsync("config", "plan", Path.Combine(_folder, "none.yaml"))).Error, StringComparison.Ordinal);
        Assert.Contains("There are Nordlys Industries", (await AskAsync("config", "export", "--tenant", "Nobody")).Error, StringComparison.Ordinal);

        await _world.ConnectSecondOrgAsync();
        Assert.Contains("--tenant", (await AskAsync("config", "export")).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await AskAsync("config", "export", "--tenant", "nordlys sandbox")).Code);
    }

    [Fact]
    public async Task What_nobody_foresaw_ends_with_2_as_1_means_that_something_was_found()
    {
        var file = Path.Combine(_folder, "settings.yaml");
        await File.WriteAllTextAsync(file, "version: 1\n", TestWorld.Stop);
        var plan = Path.Combine(_folder, "odd.json");
        await File.WriteAllTextAsync(plan, """{"fingerprint":{"odd":1}}""", TestWorld.Stop);
        var (code, _, error) = await AskAsync("config", "apply", file, "--plan", plan);
        Assert.Equal(2, code);
        Assert.Contains("could not be done", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_still_in_use_is_listed_and_ends_with_1()
    {
        await _world.ConnectAgentAsync(TestWorld.Ann);
        var (code, output, _) = await AskAsync("uninstall", "list");
        Assert.Equal(1, code);
        Assert.Contains("Webhooks at Webex: telephony_calls", output, StringComparison.Ordinal);
        Assert.Contains("Sign-ins with Salesforce", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_of_a_server_finds_what_is_broken_and_mends_it()
    {
        await _world.ConnectAgentAsync(TestWorld.Ann);
        await _world.Get<GroupCommitWriter>().CommitAsync([new Statement("UPDATE tenants SET host_origins = 'https://old.lightning.force.com'", [])], TestWorld.Stop);
        await _world.AdvanceAsync(TimeSpan.FromSeconds(31)); // What is read of a tenant is kept for half a minute.
        var (code, output, error) = await AskAsync("doctor");
        Assert.True(code == 1, output + error);
        Assert.Contains("Mend it: tieline doctor --fix HostOrigins", output, StringComparison.Ordinal);
        (code, output, error) = await AskAsync("doctor", "--fix", "HostOrigins");
        Assert.True(code == 0, output + error);
        Assert.Contains("well     Pages that show the panels (HostOrigins)", output, StringComparison.Ordinal);
        (code, _, error) = await AskAsync("doctor", "--fix", "Edition");
        Assert.Equal(2, code);
        Assert.Contains("cannot mend what it finds", error, StringComparison.Ordinal);
    }

    // What a healthy world does not find, a stand-in says in the words of the doctor's door.
    [Theory]
    [InlineData("well", true, 0)]
    [InlineData("warning", true, 0)]
    [InlineData("unknown", true, 0)]
    [InlineData("unknown", false, 1)]
    [InlineData("broken", true, 1)]
    public async Task The_doctor_says_what_he_found_and_ends_with_1_when_something_is_broken_or_could_not_be_looked_at(string verdict, bool couldLook, int expected)
    {
        var asked = new List<string>();
        await using var server = await DoctorAsync(verdict, couldLook, asked);
        var (code, output, error) = await RunAsync("doctor", "--server", server.Urls.Single(), "--admin-key", "k", "--fix", "webhooks");
        Assert.True(expected == code, error);
        Assert.Equal(["POST doctor/webhooks/fix", "POST doctor"], asked);
        Assert.Contains("Webhooks reach us (webhooks)", output, StringComparison.Ordinal);
        Assert.Equal(verdict != "well", output.Contains("Mend it: tieline doctor --fix webhooks", StringComparison.Ordinal));
        Assert.Equal(verdict != "well", output.Contains("Who: you", StringComparison.Ordinal));
        Assert.Equal(expected, (await RunAsync("doctor", "--server", server.Urls.Single(), "--admin-key", "k", "--json")).Code);
    }

    private static async Task<WebApplication> DoctorAsync(string verdict, bool couldLook, List<string> asked)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/admin/api/tenants", () => new { tenants = new[] { new { tenantId = "0198a1b2-0000-7000-8000-000000000000", name = "One" } } });
        app.MapPost("/admin/api/tenants/{id}/doctor", () =>
        {
            asked.Add("POST doctor");
            return new { ranAt = "2026-11-26T04:00:00Z", checks = new[] { new { name = "webhooks", title = "Webhooks reach us", verdict, couldLook, sentence = "A sentence.", evidence = new[] { "Seen." }, whoMends = "you", canFix = true, since = "2026-11-26T03:00:00Z" } } };
        });
        app.MapPost("/admin/api/tenants/{id}/doctor/{name}/fix", (string name) =>
        {
            asked.Add($"POST doctor/{name}/fix");
            return Results.NoContent();
        });
        await app.StartAsync(TestWorld.Stop);
        return app;
    }

    private static string[] Split(string typed) => typed.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static (int, string) Pair((int Code, string Output, string Error) run) => (run.Code, run.Output);

    private Task<(int Code, string Output, string Error)> AskAsync(params string[] typed) => RunAsync([.. typed, "--server", _world.Address, "--admin-key", _world.AdminKey]);

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] typed)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await TielineCommands.RunAsync(typed, _ => throw new InvalidOperationException("The server must not start."), output, error);
        return (code, output.ToString(), error.ToString());
    }
}
