using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Schema;

/// <summary>
/// Every operation of the vendor's documents is served, or listed in <c>Walk/NotServed.txt</c>. Each served one whose document
/// has a file of examples is played: with right input, and with whatever its schema forbids. A further document is walked once
/// a file of its name lies in <c>Walk</c>.
/// </summary>
public partial class WalkThroughAllPaths
{
    private const string Missing = "The vendor's API documents do not lie beside the repository.";

    public static IEnumerable<TheoryDataRow<string>> Documents => WalkExample.Documents.Select(document => new TheoryDataRow<string>(document));

    [Fact]
    public async Task What_is_not_served_is_listed()
    {
        Assert.SkipWhen(PublishedApi.Folder() is null, Missing);
        await using var simulation = await Simulation.StartAsync();
        var served = await ServedAsync(simulation);
        var listed = WalkExample.Lines("NotServed.txt").ToHashSet();
        var files = Directory.GetFiles(PublishedApi.Folder()!, "*.json").Select(Path.GetFileName).OfType<string>();
        var absent = files.SelectMany(file => new PublishedApi(file).Operations).Where(operation => !served.Contains(Shape(operation)));
        Assert.Empty(absent.Except(listed));
    }

    [Fact]
    public async Task What_is_listed_as_not_served_is_not()
    {
        await using var simulation = await Simulation.StartAsync();
        var served = await ServedAsync(simulation);
        Assert.DoesNotContain(WalkExample.Lines("NotServed.txt"), operation => served.Contains(Shape(operation)));
    }

    [Theory, MemberData(nameof(Documents))]
    public async Task Right_input_is_answered_as_the_schema_says(string document)
    {
        Assert.SkipWhen(PublishedApi.Folder() is null, Missing);
        await WalkAsync(document, async (api, example, simulation, path, body) =>
        {
            var answer = await SendAsync(simulation, example, path, example.Query, body);
            _ = example.Refused is { } status ? answer.Expect(status) : api.Holds(example.Operation, answer);
        });
    }

    [Theory, MemberData(nameof(Documents))]
    public async Task Forbidden_input_is_refused(string document)
    {
        Assert.SkipWhen(PublishedApi.Folder() is null, Missing);
        var mistakes = new List<string>();
        await WalkAsync(document, async (api, example, simulation, path, body) =>
        {
            var tolerated = Deviations.Of(example.Operation);
            foreach (var input in ForbiddenInput.Of(api, example.Operation, example.Query, body is null ? null : JsonNode.Parse(body)))
            {
                var answer = await SendAsync(simulation, example, path, input.Query, input.Body);
                if (answer.Status == 400 == tolerated.Contains(input.What))
                {
                    mistakes.Add($"{example.Operation} | {input.What} | answered {answer.Status}");
                }
            }
        });
        Assert.True(mistakes.Count == 0, string.Join('\n', mistakes));
    }

    private static async Task WalkAsync(string document, Func<PublishedApi, WalkExample, Simulation, string, string?, Task> play)
    {
        var (api, examples) = (new PublishedApi(document), WalkExample.Of(document));
        await using (var any = await Simulation.StartAsync())
        {
            var served = await ServedAsync(any);
            Assert.Empty(api.Operations.Where(operation => served.Contains(Shape(operation))).Except(examples.Keys));
        }

        foreach (var example in examples.Values)
        {
            await using var simulation = await Simulation.StartAsync();
            var world = new WalkWorld(simulation);
            foreach (var given in example.Given)
            {
                await world.ValueAsync(given);
            }

            var path = example.Operation.Split(' ')[1];
            foreach (var (name, value) in example.Path)
            {
                path = path.Replace($"{{{name}}}", await world.FillAsync(value!.GetValue<string>()), StringComparison.Ordinal);
            }

            await play(api, example, simulation, path, example.Body is null ? null : await world.FillAsync(example.Body.ToJsonString()));
        }
    }

    private static Task<Answer> SendAsync(Simulation simulation, WalkExample example, string path, string query, string? body) =>
        simulation.SendAsync(example.Operation.Split(' ')[0].ToUpperInvariant(), $"/v1{path}?{query}", body, simulation.Token(example.Who));

    private static async Task<HashSet<string>> ServedAsync(Simulation simulation) =>
        [.. (await simulation.GetAsync("/control/paths"))["paths"]!.AsArray().Select(path => Shape($"{path!["method"]!.GetValue<string>().ToLowerInvariant()} {path["path"]}"))];

    /// <summary>An operation without the names of its path's parameters.</summary>
    private static string Shape(string operation) => Parameter().Replace(operation, "{}");

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();
}
