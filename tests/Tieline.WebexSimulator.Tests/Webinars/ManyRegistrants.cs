using System.Diagnostics;
using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;
using Tieline.WebexSimulator.Tests.Meetings;

namespace Tieline.WebexSimulator.Tests.Webinars;

public sealed class ManyRegistrants : IDisposable
{
    private const string Window = "registrationTimeFrom=2026-02-01T00:00:00Z&registrationTimeTo=2026-03-03T00:00:00Z";
    private readonly string folder = Directory.CreateTempSubdirectory("webex-webinars-").FullName;

    private string StateFile => Path.Combine(folder, "state.json");

    [Fact]
    public async Task A_hundred_thousand_registrants_are_paged_through_and_keep_out_of_the_state_file()
    {
        var id = "";
        JsonNode before;
        await using (var first = await Simulation.StartAsync(StateFile))
        {
            id = (await first.ScheduleAsync(MeetingStory.Webinar())).Id();
            await first.ActAsync(id, "registrants", new { count = 100_000, seed = 7 });
            var (watch, emails, path) = (Stopwatch.StartNew(), new HashSet<string>(), $"/meetings/{id}/registrants?max=100&{Window}");
            while (path is not null)
            {
                var page = (await first.ApiAsync("ann", "GET", path)).Expect(200);
                emails.UnionWith(page.Items.Select(item => item!["email"]!.GetValue<string>()));
                path = page.Headers.TryGetValues("Link", out var links) ? new Uri(links.Single().Split('<', '>')[1]).PathAndQuery["/v1".Length..] : null;
            }

            Assert.Equal(100_000, emails.Count);
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(3), $"1000 pages took {watch.Elapsed}");
            before = (await first.ApiAsync("ann", "GET", $"/meetings/{id}/registrants?{Window}")).Items[3]!;
            (await first.ApiAsync("ann", "POST", $"/meetings/{id}/registrants/reject", new { registrants = new[] { new { id = before.Id() } } })).Expect(204);
        }

        Assert.True(new FileInfo(StateFile).Length < 100_000, $"the state file has {new FileInfo(StateFile).Length} bytes");
        await using var second = await Simulation.StartAsync(StateFile);
        var after = (await second.ApiAsync("ann", "GET", $"/meetings/{id}/registrants/{before.Id()}")).Expect(200).Json;
        Assert.Equal((before["email"]!.GetValue<string>(), "rejected"), (after["email"]!.GetValue<string>(), after["status"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_part_of_the_registrants_attends_and_some_walk_in()
    {
        await using var simulation = await Simulation.StartAsync();
        var (id, instance) = await HeldAsync(simulation, 2000);
        var attendees = await AllAsync(simulation, $"/meetingParticipants?meetingId={instance}&max=100");
        Assert.InRange(attendees.Count, 800, 1000);
        var report = await AllAsync(simulation, $"/meetingReports/attendees?siteUrl={MeetingStory.Site}&meetingId={instance}&max=1000");
        Assert.Equal(attendees.Count, report.Count);
        var registered = report.Count(one => one["registered"]!.GetValue<bool>());
        Assert.Equal(report.Count - 1 - 20, registered);
        Assert.Equal(attendees.Count, attendees.Select(one => one.Id()).Distinct().Count());
        Assert.True(attendees.Select(one => one["joinedTime"]!.GetValue<string>()).Distinct().Count() > 100);
        Assert.Contains(attendees, one => string.CompareOrdinal(one["leftTime"]!.GetValue<string>(), "2026-03-02T10:50:00Z") < 0);
        var one = attendees[500];
        Assert.Equal(one.ToJsonString(), (await simulation.ApiAsync("ann", "GET", "/meetingParticipants/" + one.Id())).Expect(200).Json.ToJsonString());
        var usage = (await simulation.ApiAsync("ann", "GET", $"/meetingReports/usage?siteUrl={MeetingStory.Site}&serviceType=EventCenter")).Items.Single()!;
        Assert.Equal((2000, report.Count), (usage["totalRegistered"]!.GetValue<int>(), usage["totalParticipants"]!.GetValue<int>()));
        Assert.Equal("2000", $"{(await AllAsync(simulation, $"/meetings/{id}/registrants?max=100&{Window}")).Count}");
    }

    [Theory]
    [InlineData("""{"count":0}""")]
    [InlineData("""{"attending":2}""")]
    [InlineData("""{"opened":"2026-03-02T09:00:00Z"}""")]
    public async Task A_crowd_that_is_refused_leaves_the_one_before_as_it_was(string body)
    {
        await using var simulation = await Simulation.StartAsync();
        var id = (await simulation.ScheduleAsync(MeetingStory.Webinar())).Id();
        await simulation.ActAsync(id, "registrants", new { count = 20 });
        var path = $"/meetings/{id}/registrants";
        var before = (await simulation.ApiAsync("ann", "GET", $"{path}?{Window}")).Expect(200).Items;
        (await simulation.ApiAsync("ann", "POST", path + "/reject", new { registrants = new[] { new { id = before[0]!.Id() } } })).Expect(204);
        (await simulation.ApiAsync("ann", "DELETE", $"{path}/{before[1]!.Id()}")).Expect(204);
        (await simulation.SendAsync("POST", $"/control/meetings/{id}/registrants", body, null)).Expect(400);
        Assert.Equal("rejected", (await simulation.ApiAsync("ann", "GET", $"{path}/{before[0]!.Id()}")).Expect(200).Of("status"));
        (await simulation.ApiAsync("ann", "GET", $"{path}/{before[1]!.Id()}")).Expect(404);
    }

    [Fact]
    public async Task While_a_webinar_runs_only_its_panelists_show()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = (await simulation.ScheduleAsync(MeetingStory.Webinar())).Id();
        await simulation.ActAsync(id, "registrants", new { count = 500 });
        await simulation.AdvanceAsync(3600);
        await simulation.ActAsync(id, "join", new { email = simulation.Of("ann", "email") });
        await simulation.ActAsync(id, "join", new { email = "guest@x.example" });
        Assert.Single((await simulation.ApiAsync("ann", "GET", "/meetingParticipants?meetingId=" + id)).Items);
    }

    [Fact]
    public async Task The_crowd_answers_polls_and_the_sums_fit()
    {
        await using var simulation = await Simulation.StartAsync();
        var (_, instance) = await HeldAsync(simulation, 1000);
        var result = (await simulation.ApiAsync("ann", "GET", "/meetings/pollResults?meetingId=" + instance)).Expect(200).Items.Single()!;
        var total = result["totalRespondents"]!.GetValue<int>();
        var question = result["questions"]![0]!;
        Assert.InRange(total, 150, 400);
        Assert.Equal(total, question["answerSummary"]!.AsArray().Sum(option => option!["totalRespondents"]!.GetValue<int>()));
        var next = new Uri(question["respondents"]!["links"]!["next"]!.GetValue<string>()).PathAndQuery["/v1".Length..];
        Assert.Contains("offset=10&max=10", next, StringComparison.Ordinal);
        Assert.Equal(total - 10, (await AllAsync(simulation, next)).Count);
    }

    [Fact]
    public async Task Who_came_by_a_campaigns_link_bears_its_source()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = (await simulation.ScheduleAsync(MeetingStory.Webinar())).Id();
        var sources = new { items = new[] { new { sourceId = "701A", sourceEmail = "ads@x.example" } } };
        var made = (await simulation.ApiAsync("ann", "POST", $"/meetings/{id}/invitationSources", sources)).Expect(200).Items.Single()!;
        Assert.EndsWith("src=701A", made["registerLink"]!.GetValue<string>(), StringComparison.Ordinal);
        (await simulation.ApiAsync("ann", "POST", $"/meetings/{id}/invitationSources", sources)).Expect(409);
        (await simulation.ApiAsync("bo", "GET", $"/meetings/{id}/invitationSources")).Expect(403);
        await simulation.ActAsync(id, "registrants", new { count = 300 });
        var registrants = await AllAsync(simulation, $"/meetings/{id}/registrants?max=100&{Window}");
        Assert.InRange(registrants.Count(one => one["sourceId"]?.GetValue<string>() == "701A"), 100, 200);
    }

    private static async Task<(string Series, string Instance)> HeldAsync(Simulation simulation, int count)
    {
        var id = (await simulation.ScheduleAsync(MeetingStory.Webinar())).Id();
        await simulation.ActAsync(id, "registrants", new { count, walkIns = 20, attending = 0.45 });
        await simulation.AdvanceAsync(3600);
        var instance = (await simulation.ActAsync(id, "join", new { email = simulation.Of("ann", "email") })).Id();
        await simulation.ActAsync(id, "poll", new { title = "Like it?", options = new[] { "Yes", "No" } });
        await simulation.AdvanceAsync(3600);
        await simulation.EndAsync(id);
        return (id, instance);
    }

    private static async Task<List<JsonNode>> AllAsync(Simulation simulation, string? path)
    {
        List<JsonNode> all = [];
        while (path is not null)
        {
            var page = (await simulation.ApiAsync("ann", "GET", path)).Expect(200);
            all.AddRange(page.Items.Select(item => item!));
            path = page.Headers.TryGetValues("Link", out var links) ? new Uri(links.Single().Split('<', '>')[1]).PathAndQuery["/v1".Length..] : null;
        }

        return all;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
