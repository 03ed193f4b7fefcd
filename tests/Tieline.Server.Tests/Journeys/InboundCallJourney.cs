using System.Net.Http.Json;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Journeys;

/// <summary>The main job, from ring to Task: the tour that docs/inbound-call.md tells.</summary>
public class InboundCallJourney
{
    [Fact]
    public async Task A_call_from_a_customer_becomes_one_Task_with_what_the_agent_typed()
    {
        await using var world = await TestWorld.StartAsync();
        var panels = await world.ConnectAsync(TestWorld.Ann);
        var ann = panels[0];
        await using var softphone = await Circuit.OpenAsync(world, ann.Session, "tieline-softphone");
        await softphone.ShowsAsync(world, "data-ready");

        // 1-4: it rings, the webhook is stored, the call's grain applies it.
        var played = await world.PlayAsync(TestWorld.Ann);
        var callSessionId = (string)played["callSessionId"]!;
        var ringing = await world.CallOfAsync(ann, callSessionId);
        Assert.Equal("+12025550143", ringing.Remote.Number);

        // 5: Ann sees who it is while it rings, and her Salesforce page is asked to open Maria's record: once, or once more if it was slow to answer.
        await softphone.ShowsAsync(world, "Maria Lopez");
        await world.EventuallyAsync(() => softphone.Asked.Any(asked => asked.Type == "screenPop"));
        Assert.Contains(softphone.Asked, asked => asked.Type == "openPanel");

        // 6: answered; the log is opened with the link that the number gave.
        await world.AdvanceAsync(TimeSpan.FromSeconds(3));
        await world.EventuallyAsync(async () => (await world.TasksAsync()).Count == 1);
        Assert.Equal("ann: Call from Maria Lopez, Inbound, Not Started", await world.ToldAsync());

        // 7: the agent types; what was typed is on disk when the door answers.
        using (var typed = await ann.Http.PutAsJsonAsync($"/panels/api/calls/{callSessionId}/notes", new { notes = "Wants a quote for 40 seats.\nCall back Tuesday." }, TestWorld.Stop))
        {
            Assert.Equal(System.Net.HttpStatusCode.OK, typed.StatusCode);
        }

        // 8: it ends; the same Task is completed.
        await world.AdvanceAsync(TimeSpan.FromSeconds(10));
        await world.SettleAsync();
        Assert.Equal("ann: Call from Maria Lopez, Inbound, Completed, 5 s", await world.ToldAsync());
        var task = Assert.Single(await world.TasksAsync());
        Assert.Equal("Maria Lopez", (string)task["Who"]!["Name"]!);
        Assert.Equal("Call", (string)task["TaskSubtype"]!);
        Assert.StartsWith("003", (string)task["WhoId"]!);
        var pops = softphone.Asked.Where(asked => asked.Type == "screenPop").Select(asked => asked.Body).ToList();
        Assert.InRange(pops.Count, 1, 2);
        var pop = Assert.Single(pops.DistinctBy(one => one.GetProperty("recordId").GetString()));
        Assert.Equal(("Contact", (string)task["WhoId"]!), (pop.GetProperty("objectApiName").GetString(), pop.GetProperty("recordId").GetString()));
        Assert.StartsWith($"webex:{callSessionId}:", (string)task["CallObject"]!);
        Assert.Equal(
            "Wants a quote for 40 seats.\nCall back Tuesday.\n\nNumber: +12025550143\nResult: Answered\nTalk time: 0:05",
            ((string)task["Description"]!).ReplaceLineEndings("\n"));
    }
}
