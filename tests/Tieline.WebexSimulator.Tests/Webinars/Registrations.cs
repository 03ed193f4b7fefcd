using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;
using Tieline.WebexSimulator.Tests.Meetings;

namespace Tieline.WebexSimulator.Tests.Webinars;

public class Registrations
{
    private const string Form = """
        {"autoAcceptRequest":false,"requireCompanyName":true,"maxRegisterNum":3,
         "customizedQuestions":[{"question":"Size?","required":true,"type":"radioButtons","options":[{"value":"small"},{"value":"large"}],
           "rules":[{"condition":"equals","value":"large","result":"approve"}]}],
         "rules":[{"question":"email","condition":"endsWith","value":"@spam.example","result":"reject","order":1}]}
        """;

    [Fact]
    public async Task Without_a_webinar_licence_meetings_are_held_and_webinars_are_not()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PostAsync($"/control/people/{simulation.Of("ann", "email")}", """{"licenses":["calling","meetings"]}""");
        Assert.Contains("webinars", (await simulation.ApiAsync("ann", "POST", "/meetings", MeetingStory.Webinar().ToJsonString())).Expect(403).Text, StringComparison.Ordinal);
        await simulation.ScheduleAsync();
    }

    [Fact]
    public async Task The_form_decides_who_is_approved_rejected_or_waits()
    {
        await using var simulation = await Simulation.StartAsync();
        var (path, question) = await FormAsync(simulation);
        Assert.Equal("pending", (await RegisterAsync(simulation, path, question, "a@x.example", "small")).Expect(200).Of("status"));
        Assert.Equal("approved", (await RegisterAsync(simulation, path, question, "b@x.example", "large")).Expect(200).Of("status"));
        (await RegisterAsync(simulation, path, question, "B@X.example", "large")).Expect(409);
        Assert.Equal("rejected", (await RegisterAsync(simulation, path, question, "c@spam.example", "large")).Expect(200).Of("status"));
        (await RegisterAsync(simulation, path, question, "d@x.example", "large")).Expect(403);
        (await simulation.ApiAsync("bo", "GET", path + "/registrants")).Expect(403);
        Assert.Equal(3, (await simulation.ApiAsync("ann", "GET", path + "/registrants")).Expect(200).Items.Count);
    }

    [Fact]
    public async Task What_does_not_answer_the_form_is_refused()
    {
        await using var simulation = await Simulation.StartAsync();
        var (path, question) = await FormAsync(simulation);
        foreach (var (change, message) in ((string, string)[])
        [
            ("""{"companyName":""}""", "companyName is required"), ("""{"lastName":null}""", "lastName is required"), ("""{"email":"x"}""", "e-mail address"),
            ("""{"customizedQuestions":[]}""", "requires an answer"), ("""{"customizedQuestions":[{"questionId":1,"answers":[]}]}""", "not one of the form's"),
            ($$"""{"customizedQuestions":[{"questionId":{{question}},"answers":[]}]}""", "requires an answer"),
            ($$"""{"customizedQuestions":[{"questionId":{{question}},"answers":[{"answer":""}]}]}""", "requires an answer"),
            ("""{"zipCode":"north"}""", "zipCode must be a number"), ("""{"shoeSize":43}""", "Unrecognized field"),
        ])
        {
            var body = Registration(question, "a@x.example", "small");
            foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
            {
                body[name] = value?.DeepClone();
            }

            Assert.Contains(message, (await simulation.ApiAsync("bo", "POST", path + "/registrants", body.ToJsonString())).Expect(400).Message, StringComparison.Ordinal);
        }

        Assert.Empty((await simulation.ApiAsync("ann", "GET", path + "/registrants")).Items);
    }

    [Fact]
    public async Task Registrants_are_approved_rejected_cancelled_and_deleted_in_batches()
    {
        await using var simulation = await Simulation.StartAsync();
        var (path, question) = await FormAsync(simulation);
        var one = (await RegisterAsync(simulation, path, question, "a@x.example", "small")).Json.Id();
        var two = (await RegisterAsync(simulation, path, question, "b@x.example", "small")).Json.Id();
        object Batch(params string[] ids) => new { sendEmail = false, registrants = ids.Select(id => new { id }) };
        (await simulation.ApiAsync("ann", "POST", path + "/registrants/approve", Batch(one, two))).Expect(204);
        (await simulation.ApiAsync("ann", "POST", path + "/registrants/reject", Batch(two))).Expect(204);
        var found = (await simulation.ApiAsync("ann", "POST", path + "/registrants/query", new { emails = new[] { "a@x.example", "b@x.example" }, orderBy = "email", orderType = "ASC" })).Expect(200).Items;
        Assert.Equal(["approved", "rejected"], found.Select(item => item!["status"]!.GetValue<string>()));
        (await simulation.ApiAsync("ann", "POST", path + "/registrants/approve", Batch(one, Guid.NewGuid().ToString()))).Expect(404);
        (await simulation.ApiAsync("ann", "POST", path + "/registrants/cancel", Batch(one))).Expect(204);
        (await simulation.ApiAsync("ann", "GET", $"{path}/registrants/{one}")).Expect(404);
        (await simulation.ApiAsync("bo", "POST", path + "/registrants/bulkDelete", Batch(two))).Expect(403);
        (await simulation.ApiAsync("ann", "DELETE", $"{path}/registrants/{two}")).Expect(204);
    }

    [Fact]
    public async Task A_time_range_of_registrants_spans_ninety_days_at_most_and_seven_by_itself()
    {
        await using var simulation = await Simulation.StartAsync();
        var (path, question) = await FormAsync(simulation, "2026-06-02T10:00:00Z", "2026-06-02T11:00:00Z");
        await RegisterAsync(simulation, path, question, "a@x.example", "small");
        await simulation.AdvanceAsync(8 * 86400);
        Assert.Empty((await simulation.ApiAsync("ann", "GET", path + "/registrants")).Items);
        Assert.Single((await simulation.ApiAsync("ann", "GET", path + "/registrants?registrationTimeFrom=2026-03-01T00:00:00Z&registrationTimeTo=2026-05-30T00:00:00Z")).Items);
        Assert.Single((await simulation.ApiAsync("ann", "GET", path + "/registrants?registrationTimeFrom=2026-03-01T00:00:00Z")).Items);
        (await simulation.ApiAsync("ann", "GET", path + "/registrants?registrationTimeFrom=2026-03-01T00:00:00Z&registrationTimeTo=2026-05-31T00:00:00Z")).Expect(400);
        (await simulation.ApiAsync("ann", "GET", path + "_20260602T100000Z/registrants")).Expect(400);
    }

    [Fact]
    public async Task A_meeting_without_a_form_has_none_until_it_gets_one()
    {
        await using var simulation = await Simulation.StartAsync();
        var path = "/meetings/" + (await simulation.ScheduleAsync()).Id();
        (await simulation.ApiAsync("ann", "GET", path + "/registration")).Expect(404);
        (await simulation.ApiAsync("bo", "POST", path + "/registrants", new { firstName = "B", lastName = "L", email = "b@x.example" })).Expect(403);
        (await simulation.ApiAsync("ann", "PUT", path + "/registration", """{"autoAcceptRequest":true}""")).Expect(200);
        Assert.NotNull((await simulation.ApiAsync("ann", "GET", path)).Json["registerLink"]);
        (await simulation.ApiAsync("ann", "POST", path + "/registrants/bulkInsert", new { items = new[] { new { firstName = "B", lastName = "L", email = "b@x.example" }, new { firstName = "C", lastName = "L", email = "b@x.example" } } })).Expect(409);
        Assert.Empty((await simulation.ApiAsync("ann", "GET", path + "/registrants")).Items);
        (await simulation.ApiAsync("ann", "DELETE", path + "/registration")).Expect(204);
        (await simulation.ApiAsync("ann", "GET", path + "/registration")).Expect(404);
    }

    private static async Task<(string Path, int Question)> FormAsync(Simulation simulation, string start = "2026-03-02T10:00:00Z", string end = "2026-03-02T11:00:00Z")
    {
        var body = MeetingStory.Webinar();
        (body["start"], body["end"], body["registration"]) = (start, end, JsonNode.Parse(Form));
        var path = "/meetings/" + (await simulation.ScheduleAsync(body)).Id();
        return (path, (await simulation.ApiAsync("ann", "GET", path + "/registration")).Expect(200).Json["customizedQuestions"]![0]!["id"]!.GetValue<int>());
    }

    private static JsonObject Registration(int question, string email, string size) => new()
    {
        ["firstName"] = "Ada", ["lastName"] = "Abel", ["email"] = email, ["companyName"] = "Acme", ["zipCode"] = "8000",
        ["customizedQuestions"] = new JsonArray(new JsonObject { ["questionId"] = $"{question}", ["answers"] = new JsonArray(new JsonObject { ["optionId"] = size == "small" ? 1 : 2, ["answer"] = size }) }),
    };

    private static Task<Answer> RegisterAsync(Simulation simulation, string path, int question, string email, string size) =>
        simulation.ApiAsync("bo", "POST", path + "/registrants", Registration(question, email, size).ToJsonString());
}
