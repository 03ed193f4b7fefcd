using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Meetings;

public class SiteAdministration
{
    private const string Codes = "/admin/meeting/config/trackingCodes";

    [Fact]
    public async Task Who_lacks_a_session_type_cannot_schedule_it()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PostAsync("/control/people/" + simulation.Of("bo", "email"), """{"licenses":["meetings"]}""");
        (await AssignAsync(simulation, "bo", "3", "214")).Expect(403);
        (await AssignAsync(simulation, "ann", "99")).Expect(400);
        var assigned = (await AssignAsync(simulation, "ann", "214")).Expect(200);
        Assert.Equal(["214"], assigned.Json["sessionTypes"]!.AsArray().Select(type => type!.Id()));
        Assert.Equal(["214"], (await simulation.ApiAsync("ann", "GET", "/meetings/sessionTypes")).Expect(200).Items.Select(type => type!.Id()));
        (await simulation.ApiAsync("ann", "GET", "/meetings/sessionTypes/3")).Expect(404);
        (await simulation.ApiAsync("ann", "POST", "/meetings", MeetingStory.Body().ToJsonString())).Expect(403);
        await simulation.ScheduleAsync(MeetingStory.Webinar());
        await simulation.ScheduleAsync(host: "bo");
        Assert.Equal(2, (await simulation.ApiAsync("admin", "GET", "/admin/meeting/config/sessionTypes")).Expect(200).Items.Count);
        (await simulation.ApiAsync("admin", "GET", "/admin/meeting/userconfig/sessionTypes")).Expect(400);
        (await simulation.ApiAsync("ann", "GET", "/admin/meeting/config/sessionTypes")).Expect(403);
    }

    [Fact]
    public async Task A_required_tracking_code_is_asked_for_and_takes_its_options_only()
    {
        await using var simulation = await Simulation.StartAsync();
        var code = (await simulation.ApiAsync("admin", "POST", Codes, Code("Project", "required"))).Expect(200).Json;
        (await simulation.ApiAsync("admin", "POST", Codes, Code("project", "optional"))).Expect(409);
        var body = MeetingStory.Body();
        Assert.Contains("Project is required", (await simulation.ApiAsync("ann", "POST", "/meetings", body.ToJsonString())).Expect(400).Message, StringComparison.Ordinal);
        body["trackingCodes"] = new JsonArray(new JsonObject { ["name"] = "Project", ["value"] = "Rocket" });
        (await simulation.ApiAsync("ann", "POST", "/meetings", body.ToJsonString())).Expect(400);
        body["trackingCodes"]![0]!["value"] = "Pump";
        var made = await simulation.ScheduleAsync(body);
        Assert.Equal("Pump", made["trackingCodes"]![0]!["value"]!.GetValue<string>());
        (await simulation.ApiAsync("ann", "PATCH", "/meetings/" + made.Id(), """{"trackingCodes":null}""")).Expect(400);
        await simulation.ScheduleAsync(MeetingStory.Webinar());
        (await simulation.ApiAsync("admin", "DELETE", $"{Codes}/{code.Id()}?siteUrl={MeetingStory.Site}")).Expect(204);
        (await simulation.ApiAsync("admin", "GET", $"{Codes}/{code.Id()}")).Expect(404);
        (await simulation.ApiAsync("ann", "POST", "/meetings", body.ToJsonString())).Expect(400);
        await simulation.ScheduleAsync(MeetingStory.Body());
    }

    [Fact]
    public async Task What_an_administrator_sets_for_a_host_and_defaults_come_by_themselves()
    {
        await using var simulation = await Simulation.StartAsync();
        (await simulation.ApiAsync("admin", "POST", Codes, Code("Cost centre", "adminSet", "adminSet"))).Expect(200);
        var usual = Code("Project", "optional");
        usual["options"]![0]!["defaultValue"] = true;
        (await simulation.ApiAsync("admin", "POST", Codes, usual)).Expect(200);
        object User(string name, string value) => new { siteUrl = MeetingStory.Site, email = simulation.Of("ann", "email"), trackingCodes = new[] { new { name, value } } };
        const string Path = "/admin/meeting/userconfig/trackingCodes";
        (await simulation.ApiAsync("admin", "PUT", Path, User("Shoe size", "43"))).Expect(400);
        (await simulation.ApiAsync("admin", "PUT", Path, User("Cost centre", "Rocket"))).Expect(400);
        (await simulation.ApiAsync("admin", "PUT", Path, User("Cost centre", "Pump"))).Expect(200);
        Assert.Equal("Pump", (await simulation.ApiAsync("admin", "GET", $"{Path}?personId={simulation.Id("ann")}")).Expect(200).Json["trackingCodes"]!.AsArray().Single()!["value"]!.GetValue<string>());
        var made = await simulation.ScheduleAsync();
        Assert.Equal(["Cost centre: Pump", "Project: Pump"], made["trackingCodes"]!.AsArray().Select(code => $"{code!["name"]}: {code["value"]}"));
        var body = MeetingStory.Body();
        body["trackingCodes"] = new JsonArray(new JsonObject { ["name"] = "Cost centre", ["value"] = "Other" });
        (await simulation.ApiAsync("ann", "POST", "/meetings", body.ToJsonString())).Expect(400);
    }

    [Theory]
    [InlineData("""{"inputMode":"hostProfileSelect"}""")]
    [InlineData("""{"options":[]}""")]
    [InlineData("""{"options":[{"value":"a","defaultValue":true},{"value":"b","defaultValue":true}]}""")]
    [InlineData("""{"hostProfileCode":"required"}""")]
    [InlineData("""{"hostProfileCode":"adminSet"}""")]
    [InlineData("""{"scheduleStartCodes":null}""")]
    [InlineData("""{"scheduleStartCodes":[{"service":"All","type":"optional"},{"service":"EventCenter","type":"required"}]}""")]
    [InlineData("""{"scheduleStartCodes":[{"service":"All","type":"optional"},{"service":"All","type":"optional"}]}""")]
    [InlineData("""{"siteUrl":"other.example"}""")]
    public async Task A_tracking_code_that_contradicts_itself_is_refused(string change)
    {
        await using var simulation = await Simulation.StartAsync();
        var body = Code("Project", "optional");
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
        {
            body[name] = value?.DeepClone();
        }

        (await simulation.ApiAsync("admin", "PUT", Codes + "/1", body)).Expect(400);
        (await simulation.ApiAsync("admin", "PUT", Codes + "/1", Code("Project", "optional"))).Expect(200);
    }

    [Fact]
    public async Task Preferences_and_codes_outlive_a_restart_and_end_with_a_reset()
    {
        await using var simulation = await Simulation.StartAsync();
        (await AssignAsync(simulation, "ann", "214")).Expect(200);
        (await simulation.ApiAsync("admin", "POST", Codes, Code("Project", "required"))).Expect(200);
        var state = await simulation.GetAsync("/control/state");
        await simulation.PostAsync("/control/reset", "{}");
        Assert.Single((await simulation.ApiAsync("admin", "GET", Codes)).Expect(200).Items);
        Assert.Equal(2, (await simulation.ApiAsync("ann", "GET", "/meetings/sessionTypes")).Items.Count);
        (await simulation.SendAsync("PUT", "/control/state", state.ToJsonString(), null)).Expect(200);
        Assert.Equal(["1", "2"], (await simulation.ApiAsync("admin", "GET", Codes)).Expect(200).Items.Select(code => code!.Id()));
        Assert.Equal(["214"], (await simulation.ApiAsync("ann", "GET", "/meetings/sessionTypes")).Items.Select(type => type!.Id()));
    }

    private static JsonObject Code(string name, string type, string profile = "optional") => new()
    {
        ["name"] = name, ["siteUrl"] = MeetingStory.Site, ["options"] = new JsonArray(new JsonObject { ["value"] = "Pump", ["defaultValue"] = false }),
        ["inputMode"] = "select", ["hostProfileCode"] = profile, ["scheduleStartCodes"] = new JsonArray(new JsonObject { ["service"] = "MeetingCenter", ["type"] = type }),
    };

    private static Task<Answer> AssignAsync(Simulation simulation, string who, params string[] types) => simulation.ApiAsync("admin", "PUT", "/admin/meeting/userconfig/sessionTypes",
        new { siteUrl = MeetingStory.Site, email = simulation.Of(who, "email"), sessionTypeIds = types });
}
