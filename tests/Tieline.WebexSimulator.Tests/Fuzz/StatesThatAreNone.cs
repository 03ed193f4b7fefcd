using System.Text.Json.Nodes;
using CsCheck;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Fuzz;

/// <summary>A state in which something was changed is loaded or refused; whichever it is, the cloud can be shown and used afterwards.</summary>
public class StatesThatAreNone
{
    private static readonly string?[] Wrong = [null, "\"\"", "\"x\"", "[]", "{}", "[null]", "-1", "1e300", "true", "\"Y2lzY29zcGFyazovL3VzL1JPT00vMQ\"", "\"9999-12-31T23:59:59Z\"", "\"UTC\""];

    [Fact]
    public async Task A_state_with_something_wrong_in_it_never_breaks_the_cloud()
    {
        await using var simulation = await Simulation.StartAsync();
        var world = new FuzzWorld(simulation);
        await world.BuildAsync();
        await simulation.PostAsync("/control/meetings/script", """{"meetings":1,"webinars":1}""");
        await simulation.AdvanceAsync(3 * 3600);
        await simulation.PostAsync("/control/people/1101/voicemails", "{}");
        var whole = (await simulation.GetAsync("/control/state")).ToJsonString();
        await Gen.Select(Gen.Int[0, int.MaxValue], Gen.OneOf(Wrong), Gen.Bool).SampleAsync(async (place, wrong, taken) =>
        {
            var changed = JsonNode.Parse(whole)!;
            var path = Change(changed, place, wrong is null ? null : JsonNode.Parse(wrong), taken);
            var answer = await simulation.SendAsync("PUT", "/control/state", changed.ToJsonString(), null);
            Assert.True(answer.Status is 200 or 400, $"{path} {wrong}: {answer.Text}");
            try
            {
                await world.CheckAsync();
                await UseAsync(simulation);
            }
            catch (Exception mishap)
            {
                Assert.Fail($"{path} {(taken ? "taken away" : wrong ?? "null")} was answered {answer.Status}, then: {mishap.Message}");
            }
        }, iter: Math.Min(AllDoorsWithstandAnything.Cases / 2, 5_000), threads: 1);
    }

    private static async Task UseAsync(Simulation simulation)
    {
        foreach (var (method, path, body) in (IEnumerable<(string, string, string?)>)
        [
            ("GET", "/people/me", null), ("GET", "/rooms", null), ("GET", "/memberships", null), ("GET", "/teams", null), ("GET", "/meetings", null), ("GET", "/webhooks", null),
            ("GET", "/telephony/calls/history", null), ("POST", "/telephony/calls/dial", """{"destination":"1102"}"""), ("GET", "/convergedRecordings?serviceType=calling", null),
            ("POST", "/messages", """{"toPersonEmail":"bo.lind@nordlys.example","text":"hello"}"""),
        ])
        {
            var answer = await simulation.ApiAsync("ann", method, path, body);
            Assert.True(answer.Status < 500, $"{method} {path} answered {answer.Status}");
        }
    }

    private static string Change(JsonNode whole, int place, JsonNode? wrong, bool taken)
    {
        var nodes = Below(whole).ToList();
        var (parent, key) = nodes[place % nodes.Count];
        var path = $"{parent.GetPath()}.{key}";
        switch (parent)
        {
            case JsonObject fields when taken: fields.Remove((string)key); break;
            case JsonObject fields: fields[(string)key] = wrong; break;
            case JsonArray items when taken: items.RemoveAt((int)key); break;
            case JsonArray items: items[(int)key] = wrong; break;
        }

        return path;
    }

    private static IEnumerable<(JsonNode Parent, object Key)> Below(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Below(field.Value).Prepend((fields, field.Key))),
        JsonArray items => items.SelectMany((item, index) => Below(item).Prepend((items, (object)index))),
        _ => [],
    };
}
