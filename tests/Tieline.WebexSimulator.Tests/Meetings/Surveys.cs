using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Meetings;

public class Surveys
{
    public static readonly object Form = new
    {
        surveyName = "How was it?", description = "Three questions",
        questions = new object[]
        {
            new { question = "Was it useful?", type = "rating" }, new { question = "What shall come next?", type = "checkbox", options = new[] { "Prices", "Pumps" } },
            new { question = "Anything else?", type = "text" },
        },
    };

    public static readonly object Answers = new { email = MeetingStory.Customer, displayName = "Maria Lopez", answers = new string[][] { ["4"], ["Prices", "Pumps"], [] } };

    [Fact]
    public async Task A_webinars_survey_is_read_and_so_is_what_was_answered()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = (await simulation.ScheduleAsync(MeetingStory.Webinar())).Id();
        (await simulation.ApiAsync("ann", "GET", $"/meetings/{id}/survey")).Expect(404);
        await simulation.ActAsync(id, "survey", Form);
        var survey = (await simulation.ApiAsync("ann", "GET", $"/meetings/{id}/survey")).Expect(200).Json;
        Assert.Equal(["rating", "checkbox", "text"], survey["questions"]!.AsArray().Select(question => question!["type"]!.GetValue<string>()));
        Assert.True((await simulation.ApiAsync("ann", "GET", "/meetings/" + id)).Json["hasPostEventSurvey"]!.GetValue<bool>());
        (await simulation.ApiAsync("ann", "POST", $"/meetings/{id}/surveyLinks", new { emails = new[] { MeetingStory.Customer } })).Expect(404);
        await simulation.HoldAsync(id);
        await simulation.EndAsync(id);
        await simulation.ActAsync(id, "surveyAnswers", Answers);
        var result = (await simulation.ApiAsync("ann", "GET", $"/meetings/{id}/surveyResults")).Expect(200).Items.Single()!;
        Assert.Equal((MeetingStory.Customer, 2), (result["email"]!.GetValue<string>(), result["questions"]!.AsArray().Count));
        Assert.Equal(["1 Prices", "2 Pumps"], result["questions"]![1]!["answers"]!.AsArray().Select(answer => $"{answer!["optionId"]} {answer["answer"]}"));
        var link = (await simulation.ApiAsync("ann", "POST", $"/meetings/{id}/surveyLinks", new { emails = new[] { MeetingStory.Customer } })).Expect(200).Items.Single()!;
        Assert.StartsWith($"https://{MeetingStory.Site}/", link["surveyLink"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty((await simulation.ApiAsync("ann", "GET", $"/meetings/{id}/surveyResults?meetingStartTimeFrom=2026-03-03T00:00:00Z")).Expect(200).Items);
    }

    [Fact]
    public async Task Only_its_host_reads_a_survey_and_only_a_webinar_has_one()
    {
        await using var simulation = await Simulation.StartAsync();
        var (meeting, webinar) = ((await simulation.ScheduleAsync()).Id(), (await simulation.ScheduleAsync(MeetingStory.Webinar())).Id());
        await simulation.ActAsync(webinar, "survey", Form);
        (await simulation.ApiAsync("bo", "GET", $"/meetings/{webinar}/survey")).Expect(404);
        (await simulation.ApiAsync("ann", "GET", $"/meetings/{meeting}/survey")).Expect(400);
        (await simulation.SendAsync("POST", $"/control/meetings/{meeting}/survey", System.Text.Json.JsonSerializer.Serialize(Form), null)).Expect(400);
    }

    [Theory]
    [InlineData("""{"email":"a@x.example","answers":[["9"],["Prices"],["x"]]}""", 400)]
    [InlineData("""{"email":"a@x.example","answers":[["1"],["Cheese"],["x"]]}""", 400)]
    [InlineData("""{"email":"maria@acme.example","answers":[["1"]]}""", 409)]
    public async Task An_answer_that_the_survey_does_not_take_is_refused(string answers, int status)
    {
        await using var simulation = await Simulation.StartAsync();
        var id = (await simulation.ScheduleAsync(MeetingStory.Webinar())).Id();
        await simulation.ActAsync(id, "survey", Form);
        await simulation.HoldAsync(id);
        await simulation.ActAsync(id, "surveyAnswers", Answers);
        (await simulation.SendAsync("POST", $"/control/meetings/{id}/surveyAnswers", answers, null)).Expect(status);
    }
}
