using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Fuzz;

/// <summary>
/// Whatever is thrown at any door is answered soon, and never with a mistake of the simulator's own.
/// WEBEX_FUZZ_CASES says how many cases each test throws; without it a few hundred.
/// </summary>
public sealed partial class AllDoorsWithstandAnything
{
    private const int CasesPerWorld = 2_000;
    internal static readonly long Cases = long.Parse(Environment.GetEnvironmentVariable("WEBEX_FUZZ_CASES") ?? "400", CultureInfo.InvariantCulture);

    [Fact]
    public async Task No_request_makes_a_door_of_the_cloud_stumble()
    {
        await using var simulation = await Simulation.StartAsync();
        var served = (await simulation.GetAsync("/control/paths"))["paths"]!.AsArray()
            .Select(path => new FuzzDoor(path!["method"]!.GetValue<string>(), "/v1" + path["path"]!.GetValue<string>()));
        await ThrowAsync(simulation, [.. served, .. FuzzDoors.Others]);
    }

    [Fact]
    public async Task No_request_makes_a_control_door_stumble()
    {
        await using var simulation = await Simulation.StartAsync();
        await ThrowAsync(simulation, FuzzDoors.Control);
    }

    [Fact]
    public async Task No_form_makes_a_sign_in_stumble()
    {
        await using var simulation = await Simulation.StartAsync();
        var world = new FuzzWorld(simulation);
        var count = 0L;
        await FuzzGen.Forms.SampleAsync(async (path, fields, escaped) =>
        {
            await RebuildAsync(world, count++);
            var body = string.Join('&', fields.Select(pair => $"{pair.Name}={(escaped ? Uri.EscapeDataString(world.Named(pair.Value)) : world.Named(pair.Value))}"));
            using var content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded");
            using var answer = await simulation.Http.PostAsync(path, content).WaitAsync(TimeSpan.FromSeconds(20));
            Assert.InRange((int)answer.StatusCode, 200, 499);
        }, iter: Cases, threads: 1);
        await world.CheckAsync();
    }

    [Fact]
    public async Task No_form_of_parts_makes_messages_stumble()
    {
        await using var simulation = await Simulation.StartAsync();
        var world = new FuzzWorld(simulation);
        var count = 0L;
        await FuzzGen.Multipart.SampleAsync(async (type, body) =>
        {
            await RebuildAsync(world, count++);
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.Replace("@room", world.Named("@room"), StringComparison.Ordinal)));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            Assert.InRange((await Messaging.Files.SendAsync(simulation, content)).Status, 200, 499);
        }, iter: Cases, threads: 1);
        await world.CheckAsync();
    }

    private static async Task ThrowAsync(Simulation simulation, IReadOnlyList<FuzzDoor> doors)
    {
        var (world, unknown, count) = (new FuzzWorld(simulation), new HashSet<(int, string)>(), 0L);
        await FuzzGen.Of(doors).SampleAsync(async thrown =>
        {
            await RebuildAsync(world, count++);
            var door = doors[thrown.Door];
            // A name that a door has called unknown is not sent there again: most cases would say nothing else.
            var body = thrown.Raw ?? world.NamedIn(FuzzGen.Object(thrown.Body.Where(member => !unknown.Contains((thrown.Door, member.Name)))));
            var token = thrown.Who.Length == 0 ? null : simulation.Token(thrown.Who);
            var answer = await simulation.SendAsync(door.Method, Address(door, thrown, world), door.Method is "GET" or "HEAD" ? null : body, token).WaitAsync(TimeSpan.FromSeconds(20));
            Assert.True(answer.Status is >= 200 and < 500, $"{door.Method} {Address(door, thrown, world)} {body} answered {answer.Status}");
            if (Unrecognized().Match(answer.Text) is { Success: true } refusal && thrown.Body.Any(member => member.Name == refusal.Groups[1].Value))
            {
                unknown.Add((thrown.Door, refusal.Groups[1].Value));
            }

            await simulation.SendAsync("DELETE", "/control/faults", null, null);
        }, iter: Cases, threads: 1);
        await world.CheckAsync();
    }

    private static async Task RebuildAsync(FuzzWorld world, long count)
    {
        if (count % CasesPerWorld != 0)
        {
            return;
        }

        if (count > 0)
        {
            await world.CheckAsync();
        }

        await world.BuildAsync();
    }

    private static string Address(FuzzDoor door, FuzzCase thrown, FuzzWorld world)
    {
        var part = 0;
        var path = Placeholder().Replace(door.Path, found => FuzzWorld.Escape(Fitting(found.Groups[1].Value, thrown.Parts[part++ % thrown.Parts.Length], world)));
        return thrown.Query.Length == 0 ? path : $"{path}?{string.Join('&', thrown.Query.Select(pair => $"{pair.Name}={Uri.EscapeDataString(world.Named(pair.Value))}"))}";
    }

    /// <summary>Often what the place in the path means, seldom something else.</summary>
    private static string Fitting(string place, string drawn, FuzzWorld world)
    {
        var name = "@" + place.Replace("Id", "", StringComparison.Ordinal).ToLowerInvariant();
        return drawn.Length % 4 == 0 || world.Named(name) == name ? world.Named(drawn) : world.Named(name);
    }

    [GeneratedRegex("\\{(\\w+)\\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("Unrecognized field \\\\?\"([^\"\\\\]+)")]
    private static partial Regex Unrecognized();
}
