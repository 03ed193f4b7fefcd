using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;
using Tieline.WebexSimulator.Tests.Meetings;

namespace Tieline.WebexSimulator.Tests.Schema;

/// <summary>The meetings that examples name: Ann hosts them all.</summary>
public sealed class WalkMeetings(Simulation simulation, WalkWorld world)
{
    private const string Interpreted = """{"enabled":true,"interpreters":[{"languageCode1":"en","languageCode2":"de","email":"i@x.example","displayName":"I"}]}""";

    public async Task<string> MakeAsync(string name) => name switch
    {
        "unlimited" => (await simulation.PostAsync("/control/switches", """{"meetingCreationsAreLimited":false}""")).ToJsonString(),
        "site" => MeetingStory.Site,
        "meeting" => (await simulation.ScheduleAsync()).Id(),
        "number" => (await AskAsync("/meetings/{meeting}"))["meetingNumber"]!.GetValue<string>(),
        "webLink" => (await AskAsync("/meetings/{meeting}"))["webLink"]!.GetValue<string>(),
        "series" => await WithAsync("recurrence", "FREQ=DAILY;COUNT=3"),
        "interpreted" => await WithAsync("simultaneousInterpretation", JsonNode.Parse(Interpreted)!),
        "split" => await WithAsync("breakoutSessions", new JsonArray(new JsonObject { ["name"] = "A", ["invitees"] = new JsonArray(MeetingStory.Customer) })),
        "live" => await simulation.HoldAsync(await world.ValueAsync("meeting")),
        "running" => await RunningAsync(await world.ValueAsync("live")),
        "ended" => await EndedAsync(await world.ValueAsync("live")),
        "participant" => await FirstAsync("/meetingParticipants?meetingId={live}", 1),
        "ringingSip" => await RingAsync(await world.ValueAsync("live")),
        "poll" => await FirstAsync("/meetings/polls?meetingId={ended}"),
        "pollQuestion" => (await AskAsync("/meetings/polls?meetingId={ended}"))["items"]![0]!["questions"]![0]!.Id(),
        "question" => await FirstAsync("/meetings/q_and_a?meetingId={ended}"),
        "meetingRecording" => await FirstAsync("/recordings?meetingId={ended}"),
        "playback" => (await AskAsync("/recordings?meetingId={ended}"))["items"]![0]!["playbackUrl"]!.GetValue<string>(),
        "trashedRecording" => await TrashAsync(await world.ValueAsync("meetingRecording")),
        "transcript" => await FirstAsync("/meetingTranscripts?meetingId={ended}"),
        "snippet" => await FirstAsync("/meetingTranscripts/{transcript}/snippets"),
        "summary" => await FirstAsync("/meetingSummaries?meetingId={ended}"),
        "invitee" => await FirstAsync("/meetingInvitees?meetingId={meeting}"),
        "webinar" => (await simulation.ScheduleAsync(MeetingStory.Webinar())).Id(),
        "surveyed" => await SurveyedAsync(await world.ValueAsync("webinar")),
        "answered" => await AnsweredAsync(await world.ValueAsync("surveyed")),
        "registrant" => (await simulation.ApiAsync("ann", "POST", $"/meetings/{await world.ValueAsync("webinar")}/registrants", new { firstName = "A", lastName = "B", email = "a@x.example" })).Expect(200).Json.Id(),
        "template" => await FirstAsync("/meetings/templates"),
        "groupApp" => await SharedRecordings.GroupAppAsync(simulation),
        _ => throw new ArgumentException($"An example names {{{name}}}, which nobody makes."),
    };

    private async Task<JsonNode> AskAsync(string path) => (await simulation.ApiAsync("ann", "GET", await world.FillAsync(path))).Expect(200).Json;

    private async Task<string> FirstAsync(string path, int index = 0) => (await AskAsync(path))["items"]![index]!.Id();

    private async Task<string> WithAsync(string name, JsonNode value)
    {
        var body = MeetingStory.Body();
        body[name] = value;
        return (await simulation.ScheduleAsync(body)).Id();
    }

    private async Task<string> RunningAsync(string instance)
    {
        await simulation.AdvanceAsync(900);
        return instance;
    }

    private async Task<string> EndedAsync(string instance)
    {
        await simulation.EndAsync(instance);
        return instance;
    }

    private async Task<string> RingAsync(string instance) => (await simulation.ApiAsync("ann", "POST", "/meetingParticipants/callout",
        new { meetingId = instance, address = "room@acme.example", displayName = "Room" })).Expect(200).Of("participantId");

    private async Task<string> TrashAsync(string recording)
    {
        (await simulation.ApiAsync("ann", "POST", "/recordings/softDelete", new { recordingIds = new[] { recording } })).Expect(204);
        return recording;
    }

    private async Task<string> SurveyedAsync(string webinar)
    {
        await simulation.ActAsync(webinar, "survey", Surveys.Form);
        return webinar;
    }

    private async Task<string> AnsweredAsync(string webinar)
    {
        await simulation.HoldAsync(webinar);
        await simulation.EndAsync(webinar);
        await simulation.ActAsync(webinar, "surveyAnswers", Surveys.Answers);
        return webinar;
    }
}
