using System.Text.RegularExpressions;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Schema;

/// <summary>
/// Every operation of the vendor's documents is served, or listed in <c>Walk/NotServed.txt</c>. Each served one is
/// played as a file of its document's name in <c>Walk</c> says: with right input, and with whatever its schema forbids.
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

    [Fact]
    public async Task Every_document_of_which_something_is_served_is_walked()
    {
        Assert.SkipWhen(PublishedApi.Folder() is null, Missing);
        await using var simulation = await Simulation.StartAsync();
        var served = await ServedAsync(simulation);
        var files = Directory.GetFiles(PublishedApi.Folder()!, "*.json").Select(Path.GetFileName).OfType<string>();
        var inPart = files.Where(file => new PublishedApi(file).Operations.Any(operation => served.Contains(Shape(operation))));
        Assert.Empty(inPart.Except(WalkExample.Documents));
    }

    [Theory, MemberData(nameof(Documents))]
    public async Task Right_input_is_answered_as_the_schema_says(string document)
    {
        Assert.SkipWhen(PublishedApi.Folder() is null, Missing);
        await WalkAsync(document, async (api, example, simulation, request) =>
        {
            var answer = await request.SendAsync(simulation, example.Who);
            _ = example.Refused is { } status ? answer.Expect(status) : api.Holds(example.Operation, answer);
        });
    }

    [Theory, MemberData(nameof(Documents))]
    public async Task Forbidden_input_is_refused(string document)
    {
        Assert.SkipWhen(PublishedApi.Folder() is null, Missing);
        var mistakes = new List<string>();
        await WalkAsync(document, async (api, example, simulation, request) =>
        {
            // What is taken all the same comes last: it may change what the others are about.
            var inputs = ForbiddenInput.Of(api, request).ToLookup(input => Deviations.MayTake(example.Operation, input.What));
            var before = await StateAsync(simulation);
            mistakes.AddRange(await WronglyAnsweredAsync(simulation, example, inputs[false]));
            mistakes.AddRange(await StateAsync(simulation) == before ? [] : [$"{example.Operation} | what was refused has changed the cloud"]);
            mistakes.AddRange(await WronglyAnsweredAsync(simulation, example, inputs[true]));
        });
        Assert.True(mistakes.Count == 0, string.Join('\n', mistakes));
    }

    private static async Task<List<string>> WronglyAnsweredAsync(Simulation simulation, WalkExample example, IEnumerable<ForbiddenInput> inputs)
    {
        var mistakes = new List<string>();
        foreach (var input in inputs)
        {
            var answer = await input.Request.SendAsync(simulation, example.Who);
            var refused = input.Refusals.Contains(answer.Status);
            var right = Deviations.Takes(example.Operation, input.What) ? !refused : refused || Deviations.MayTake(example.Operation, input.What);
            mistakes.AddRange(right && answer.Status < 500 ? [] : [$"{example.Operation} | {input.What} | answered {answer.Status} {answer.Text}"]);
        }

        return mistakes;
    }

    private static async Task WalkAsync(string document, Func<PublishedApi, WalkExample, Simulation, WalkRequest, Task> play)
    {
        var (api, examples) = (new PublishedApi(document), WalkExample.Of(document));
        await using (var any = await Simulation.StartAsync())
        {
            var served = await ServedAsync(any);
            Assert.Empty(api.Operations.Where(operation => served.Contains(Shape(operation))).Except(examples.Select(example => example.Operation)));
        }

        foreach (var example in examples)
        {
            await using var simulation = await Simulation.StartAsync();
            await play(api, example, simulation, await example.FillAsync(new WalkWorld(simulation)));
        }
    }

    /// <summary>All that lasts, and the calls that do not. What is asked in vain counts all the same: drawn tracking ids, and meetings.</summary>
    private static async Task<string> StateAsync(Simulation simulation)
    {
        var state = await simulation.GetAsync("/control/state");
        state["meetings"]!.AsObject().Remove("creations");
        state.AsObject().Remove("draws");
        return state.ToJsonString() + (await simulation.GetAsync("/control/calls")).ToJsonString();
    }

    private static async Task<HashSet<string>> ServedAsync(Simulation simulation) =>
        [.. (await simulation.GetAsync("/control/paths"))["paths"]!.AsArray().Select(path => Shape($"{path!["method"]!.GetValue<string>().ToLowerInvariant()} {path["path"]}"))];

    /// <summary>An operation without the names of its path's parameters.</summary>
    private static string Shape(string operation) => Parameter().Replace(operation, "{}");

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();
}
