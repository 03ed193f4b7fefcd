using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;
using Tieline.WebexSimulator.Tests.Meetings;

namespace Tieline.WebexSimulator.Tests.Schema;

public class MeetingsKeepToThePublishedApi
{
    private const string Missing = "The vendor's API documents do not lie beside the repository.";

    /// <summary>Named in the README among what the simulator does not do.</summary>
    private static readonly string[] NotBuilt =
    [
        "get /admin/meetings", "get /admin/meetings/{meetingId}", "get /meetings/controls", "put /meetings/controls",
        "put /meetings/{meetingId}/simultaneousInterpretation", "get /meetings/{meetingId}/interpreters", "post /meetings/{meetingId}/interpreters",
        "get /meetings/{meetingId}/interpreters/{interpreterId}", "put /meetings/{meetingId}/interpreters/{interpreterId}",
        "delete /meetings/{meetingId}/interpreters/{interpreterId}", "get /meetings/{meetingId}/breakoutSessions",
        "put /meetings/{meetingId}/breakoutSessions", "delete /meetings/{meetingId}/breakoutSessions", "get /meetings/{meetingId}/survey",
        "get /meetings/{meetingId}/surveyResults", "post /meetings/{meetingId}/surveyLinks",
    ];

    [Fact]
    public async Task Meetings_and_what_can_be_held_on_the_site()
    {
        Assert.SkipWhen(PublishedApi.Folder() is null, Missing);
        await using var simulation = await Simulation.StartAsync();
        var (api, preferences) = (Api("meetings.json"), Api("meeting-preferences.json"));
        Task<Answer> Ask(string method, string path, object? body = null) => simulation.ApiAsync("ann", method, path, body);
        var body = MeetingStory.Body();
        (body["recurrence"], body["agenda"], body["integrationTags"]) = ("FREQ=DAILY;COUNT=3", "Prices", new JsonArray("0061"));
        body["simultaneousInterpretation"] = JsonNode.Parse("""{"enabled":true,"interpreters":[{"languageCode1":"en","languageCode2":"de"}]}""");
        (body["enabledLiveStream"], body["liveStream"]) = (true, JsonNode.Parse("""{"destination":"x","rtmpUrl":"rtmp://x.example/l","streamUrl":"https://x.example/"}"""));
        body["trackingCodes"] = new JsonArray(new JsonObject { ["name"] = "Department", ["value"] = "Sales" });
        var id = api.Holds("post /meetings", await Ask("POST", "/meetings", body.ToJsonString())).Json.Id();
        api.Holds("post /meetings", await Ask("POST", "/meetings", MeetingStory.Webinar().ToJsonString()));
        api.Holds("post /meetings", await Ask("POST", "/meetings", new { adhoc = true, roomId = Guid.NewGuid() }));
        api.Holds("get /meetings/{meetingId}", await Ask("GET", "/meetings/" + id));
        api.Holds("get /meetings/{meetingId}", await Ask("GET", $"/meetings/{id}?current=true"));
        api.Holds("patch /meetings/{meetingId}", await Ask("PATCH", "/meetings/" + id, """{"title":"New"}"""));
        api.Holds("put /meetings/{meetingId}", await Ask("PUT", $"/meetings/{id}_20260303T100000Z", """{"title":"Other"}"""));
        api.Holds("get /meetings", await Ask("GET", "/meetings"));
        api.Holds("get /meetings", await Ask("GET", "/meetings?meetingType=scheduledMeeting"));
        var instance = await simulation.HoldAsync(id);
        api.Holds("post /meetings/{meetingId}/end", await Ask("POST", $"/meetings/{id}/end", "{}"));
        await simulation.AdvanceAsync(1800);
        api.Holds("get /meetings", await Ask("GET", "/meetings?meetingType=meeting"));
        api.Holds("get /meetings/{meetingId}", await Ask("GET", "/meetings/" + instance));
        api.Holds("post /meetings/join", await Ask("POST", "/meetings/join", new { meetingId = id, joinDirectly = false }));
        api.Holds("get /meetings/templates", await Ask("GET", "/meetings/templates"));
        api.Holds("get /meetings/templates/{templateId}", await Ask("GET", "/meetings/templates/" + (await Ask("GET", "/meetings/templates")).Items[0]!.Id()));
        api.Holds("get /meetings/sessionTypes", await Ask("GET", "/meetings/sessionTypes"));
        api.Holds("get /meetings/sessionTypes/{sessionTypeId}", await Ask("GET", "/meetings/sessionTypes/3"));
        api.Holds("get /meetings/trackingCodes", await Ask("GET", "/meetings/trackingCodes?service=All"));
        preferences.Holds("get /meetingPreferences/sites", await Ask("GET", "/meetingPreferences/sites"));
        api.Holds("post /meetings/{meetingId}/invitationSources", await Ask("POST", $"/meetings/{id}/invitationSources", new { items = new[] { new { sourceId = "701", sourceEmail = "a@x.example" } } }));
        api.Holds("get /meetings/{meetingId}/invitationSources", await Ask("GET", $"/meetings/{id}/invitationSources"));
        var reassign = new { hostEmail = simulation.Of("ann", "email"), meetingIds = new[] { id, "unknown" } };
        api.Holds("post /meetings/reassignHost", await simulation.ApiAsync("admin", "POST", "/meetings/reassignHost", reassign));
        api.Holds("delete /meetings/{meetingId}", await Ask("DELETE", "/meetings/" + id));
        Assert.Equal(NotBuilt.Order(StringComparer.Ordinal), api.Operations.Except(api.Visited).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Invitees_registration_and_registrants()
    {
        Assert.SkipWhen(PublishedApi.Folder() is null, Missing);
        await using var simulation = await Simulation.StartAsync();
        var (invitees, registrants) = (Api("meeting-invitees.json"), Api("meeting-registrants.json"));
        var id = (await simulation.ScheduleAsync(MeetingStory.Webinar())).Id();
        Task<Answer> Ask(string method, string path, object? body = null) => simulation.ApiAsync("ann", method, path, body);
        var invitee = invitees.Holds("post /meetingInvitees", await Ask("POST", "/meetingInvitees", new { meetingId = id, email = "p@x.example", panelist = true })).Json.Id();
        invitees.Holds("post /meetingInvitees/bulkInsert", await Ask("POST", "/meetingInvitees/bulkInsert", new { meetingId = id, items = new[] { new { email = "q@x.example" } } }));
        invitees.Holds("get /meetingInvitees", await Ask("GET", "/meetingInvitees?meetingId=" + id));
        invitees.Holds("get /meetingInvitees/{meetingInviteeId}", await Ask("GET", "/meetingInvitees/" + invitee));
        invitees.Holds("put /meetingInvitees/{meetingInviteeId}", await Ask("PUT", "/meetingInvitees/" + invitee, new { email = "p@x.example" }));
        invitees.Holds("delete /meetingInvitees/{meetingInviteeId}", await Ask("DELETE", "/meetingInvitees/" + invitee));
        Assert.Empty(invitees.Operations.Except(invitees.Visited));

        const string Path = "/meetings/{meetingId}/registra";
        var path = $"/meetings/{id}/registra";
        registrants.Holds($"put {Path}tion", await Ask("PUT", path + "tion", """{"autoAcceptRequest":true,"customizedQuestions":[{"question":"Q","type":"checkbox","options":[{"value":"a"}]}]}"""));
        registrants.Holds($"get {Path}tion", await Ask("GET", path + "tion"));
        var answers = new[] { new { questionId = 330_087, answers = new[] { new { optionId = 1, answer = "a" } } } };
        var one = registrants.Holds($"post {Path}nts", await Ask("POST", path + "nts", new { firstName = "A", lastName = "B", email = "a@x.example", zipCode = 8000, customizedQuestions = answers })).Json.Id();
        registrants.Holds($"post {Path}nts/bulkInsert", await Ask("POST", path + "nts/bulkInsert", new { items = new[] { new { firstName = "A", lastName = "B", email = "b@x.example" } } }));
        registrants.Holds($"get {Path}nts", await Ask("GET", path + "nts"));
        registrants.Holds($"get {Path}nts/{{registrantId}}", await Ask("GET", path + "nts/" + one));
        registrants.Holds($"post {Path}nts/query", await Ask("POST", path + "nts/query", new { emails = new[] { "a@x.example" } }));
        foreach (var batch in (string[])["approve", "reject", "cancel"])
        {
            registrants.Holds($"post {Path}nts/{batch}", await Ask("POST", path + "nts/" + batch, new { registrants = new[] { new { id = one } } }));
        }

        await simulation.ActAsync(id, "registrants", new { count = 20 });
        var crowd = registrants.Holds($"get {Path}nts", await Ask("GET", path + "nts?registrationTimeFrom=2026-02-01T00:00:00Z&registrationTimeTo=2026-03-03T00:00:00Z&max=100")).Items;
        registrants.Holds($"post {Path}nts/bulkDelete", await Ask("POST", path + "nts/bulkDelete", new { registrants = new[] { new { id = crowd[0]!.Id() } } }));
        registrants.Holds($"delete {Path}nts/{{registrantId}}", await Ask("DELETE", path + "nts/" + crowd[1]!.Id()));
        registrants.Holds($"delete {Path}tion", await Ask("DELETE", path + "tion"));
        Assert.Empty(registrants.Operations.Except(registrants.Visited));
    }

    [Fact]
    public async Task What_is_left_of_a_meeting()
    {
        Assert.SkipWhen(PublishedApi.Folder() is null, Missing);
        await using var simulation = await Simulation.StartAsync();
        var id = (await simulation.ScheduleAsync()).Id();
        var instance = await simulation.HoldAsync(id);
        var participants = Api("meeting-participants.json");
        await ParticipantsAsync(simulation, participants, instance);
        await simulation.EndAsync(id);
        participants.Holds("get /meetingParticipants", await simulation.ApiAsync("ann", "GET", "/meetingParticipants?meetingId=" + instance));
        await TalkAsync(simulation, instance);
        var reports = Api("meeting-reports.json");
        reports.Holds("get /meetingReports/usage", await simulation.ApiAsync("admin", "GET", "/meetingReports/usage?siteUrl=" + MeetingStory.Site));
        reports.Holds("get /meetingReports/attendees", await simulation.ApiAsync("ann", "GET", $"/meetingReports/attendees?siteUrl={MeetingStory.Site}&meetingId={instance}"));
        await ArtefactsAsync(simulation, instance);
    }

    private static async Task ParticipantsAsync(Simulation simulation, PublishedApi api, string instance)
    {
        const string One = "/meetingParticipants/{participantId}";
        await simulation.ActAsync(instance, "join", new { phone = "+12025550188" });
        var shown = api.Holds("get /meetingParticipants", await simulation.ApiAsync("ann", "GET", "/meetingParticipants?meetingId=" + instance)).Items;
        api.Holds("get " + One, await simulation.ApiAsync("ann", "GET", "/meetingParticipants/" + shown[1]!.Id()));
        api.Holds("put " + One, await simulation.ApiAsync("ann", "PUT", "/meetingParticipants/" + shown[1]!.Id(), """{"muted":true}"""));
        api.Holds("post /meetingParticipants/query", await simulation.ApiAsync("ann", "POST", "/meetingParticipants/query?meetingId=" + instance, """{"emails":["maria@acme.example"]}"""));
        api.Holds("post /meetingParticipants/admit", await simulation.ApiAsync("ann", "POST", "/meetingParticipants/admit", new { items = new[] { new { participantId = shown[1]!.Id() } } }));
    }

    private static async Task TalkAsync(Simulation simulation, string instance)
    {
        var (polls, questions, chats) = (Api("meeting-polls.json"), Api("meeting-qanda.json"), Api("meeting-chats.json"));
        var query = "?meetingId=" + instance;
        var poll = polls.Holds("get /meetings/polls", await simulation.ApiAsync("ann", "GET", "/meetings/polls" + query)).Items[0]!;
        polls.Holds("get /meetings/pollResults", await simulation.ApiAsync("ann", "GET", "/meetings/pollResults" + query));
        polls.Holds("get /meetings/polls/{pollId}/questions/{questionId}/respondents",
            await simulation.ApiAsync("ann", "GET", $"/meetings/polls/{poll.Id()}/questions/{poll["questions"]![0]!.Id()}/respondents{query}"));
        Assert.Empty(polls.Operations.Except(polls.Visited));
        var question = questions.Holds("get /meetings/q_and_a", await simulation.ApiAsync("ann", "GET", "/meetings/q_and_a" + query)).Items[0]!;
        questions.Holds("get /meetings/q_and_a/{questionId}/answers", await simulation.ApiAsync("ann", "GET", $"/meetings/q_and_a/{question.Id()}/answers{query}"));
        chats.Holds("get /meetings/postMeetingChats", await simulation.ApiAsync("ann", "GET", "/meetings/postMeetingChats" + query));
    }

    private static async Task ArtefactsAsync(Simulation simulation, string instance)
    {
        var (recordings, transcripts, summaries) = (Api("recordings.json"), Api("meeting-transcripts.json"), Api("meeting-summaries.json"));
        Task<Answer> Ask(string method, string path, object? body = null) => simulation.ApiAsync("ann", method, path, body);
        var recording = recordings.Holds("get /recordings", await Ask("GET", "/recordings")).Items[0]!.Id();
        recordings.Holds("get /admin/recordings", await simulation.ApiAsync("admin", "GET", "/admin/recordings"));
        recordings.Holds("get /recordings/{recordingId}", await Ask("GET", "/recordings/" + recording));
        recordings.Holds("delete /recordings/{recordingId}", await Ask("DELETE", "/recordings/" + recording));
        foreach (var move in (string[])["restore", "softDelete", "purge"])
        {
            recordings.Holds("post /recordings/" + move, await Ask("POST", "/recordings/" + move, new { recordingIds = new[] { recording } }));
        }

        var transcript = transcripts.Holds("get /meetingTranscripts", await Ask("GET", "/meetingTranscripts?meetingId=" + instance)).Items[0]!.Id();
        const string Snippets = "/meetingTranscripts/{transcriptId}/snippets";
        var path = $"/meetingTranscripts/{transcript}/snippets";
        var snippet = transcripts.Holds("get " + Snippets, await Ask("GET", path)).Items[0]!.Id();
        transcripts.Holds($"get {Snippets}/{{snippetId}}", await Ask("GET", $"{path}/{snippet}"));
        transcripts.Holds($"put {Snippets}/{{snippetId}}", await Ask("PUT", $"{path}/{snippet}", """{"text":"x"}"""));
        summaries.Holds("get /meetingSummaries", await Ask("GET", "/meetingSummaries?meetingId=" + instance));
    }

    private static PublishedApi Api(string file) => new(file, Deviations.Of(Deviations.AnswerAboutMeetings));
}
