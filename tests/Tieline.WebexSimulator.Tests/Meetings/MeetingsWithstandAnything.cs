using System.Text.Json.Nodes;
using CsCheck;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Meetings;

/// <summary>Whatever is sent, the cloud answers, and never with a mistake of its own.</summary>
public class MeetingsWithstandAnything
{
    private static readonly string[] Names =
    [
        "title", "start", "end", "timezone", "recurrence", "invitees", "registration", "sessionTypeId", "scheduledType", "integrationTags", "meetingOptions", "trackingCodes",
        "joinBeforeHostMinutes", "password", "agenda", "adhoc", "roomId", "templateId", "hostEmail", "email", "displayName", "meetingId", "meetingNumber", "webLink", "items",
        "registrants", "id", "emails", "orderBy", "customizedQuestions", "questionId", "answers", "optionId", "answer", "rules", "options", "question", "value", "condition", "result", "order",
        "type", "firstName", "lastName", "zipCode", "participantId", "muted", "admit", "expel", "recordingIds", "restoreAll", "text", "count", "seed", "attending", "opened", "closed",
        "phone", "correct", "sendEmail", "joinDirectly", "expirationMinutes", "maxRegisterNum", "joinTimeFrom", "joinTimeTo", "coHost", "panelist", "required", "maxLength", "matchCase",
    ];

    private static readonly string[] Texts =
    [
        "", "x", "ann.berg@nordlys.example", "a@b.example", "2026-03-04T10:00:00Z", "2026-03-04 11:00:00", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "FREQ=DAILY",
        "FREQ=YEARLY;BYMONTHDAY=-400", "FREQ=MONTHLY;INTERVAL=999;BYDAY=5FR", "UTC", "Europe/Copenhagen", "../../etc/passwd", "webinar", "meeting", "equals", "approve",
        "checkbox", "\u0000", "😀", "1", "330087", "-1", "1e999", "lastName", "DESC", "single", "short",
    ];

    private static readonly string[] Paths =
    [
        "POST /v1/meetings", "PATCH /v1/meetings/@", "PUT /v1/meetings/@", "POST /v1/meetings/join", "POST /v1/meetings/@/end", "POST /v1/meetingInvitees",
        "POST /v1/meetingInvitees/bulkInsert", "POST /v1/meetings/@/registrants", "POST /v1/meetings/@/registrants/bulkInsert", "POST /v1/meetings/@/registrants/query",
        "POST /v1/meetings/@/registrants/approve", "PUT /v1/meetings/@/registration", "POST /v1/meetingParticipants/query?meetingId=@", "POST /v1/meetingParticipants/admit",
        "POST /v1/recordings/restore", "POST /v1/recordings/softDelete", "POST /control/meetings/script", "POST /control/meetings/@/join", "POST /control/meetings/@/poll",
        "POST /control/meetings/@/vote", "POST /control/meetings/@/ask", "POST /control/meetings/@/answer", "POST /control/meetings/@/registrants",
    ];

    private static readonly Gen<JsonNode?> Leaf = Gen.OneOf(
        Of(Texts).Select(text => (JsonNode?)JsonValue.Create(text)), Gen.Bool.Select(flag => (JsonNode?)JsonValue.Create(flag)),
        Of(-1.0, 0.0, 1.0, 3.0, 15.0, 214.0, 1.5, 1e300, -1e300, 2147483648.0).Select(number => (JsonNode?)JsonValue.Create(number)), Gen.Const((JsonNode?)null));

    private static readonly Gen<JsonObject> Body = Object(3);

    [Fact]
    public async Task No_body_brings_the_simulator_down()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = (await simulation.ScheduleAsync(MeetingStory.Webinar())).Id();
        await Gen.Select(Of(Paths), Body, (path, body) => (path, body)).SampleAsync(async sample =>
        {
            var (path, body) = sample;
            // Most bodies fail at once unless the required fields are there.
            foreach (var (name, value) in path == "POST /v1/meetings" ? MeetingStory.Webinar() : [])
            {
                body.TryAdd(name, value?.DeepClone());
            }

            var (method, address) = (path.Split(' ')[0], path.Split(' ')[1].Replace("@", id, StringComparison.Ordinal));
            var answer = await simulation.SendAsync(method, address, body.ToJsonString(), simulation.Token(address.Contains("recordings", StringComparison.Ordinal) ? "ann" : "admin"));
            Assert.True(answer.Status < 500, $"{path} {body.ToJsonString()} answered {answer.Status}");
            var list = await simulation.ApiAsync("admin", "GET", "/meetings?max=100");
            Assert.True(list.Status == 200, $"After {path} {body.ToJsonString()} the list answered {list.Status}");
        }, iter: 1500, threads: 1);
    }

    [Theory]
    [InlineData("""{"title":"a","title":"b"}""")]
    [InlineData("""{"title":"\ud800"}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task A_body_that_is_no_proper_JSON_is_malformed(string body)
    {
        await using var simulation = await Simulation.StartAsync();
        Assert.StartsWith("The request could not be understood", (await simulation.ApiAsync("ann", "POST", "/meetings", body)).Expect(400).Message, StringComparison.Ordinal);
    }

    private static Gen<T> Of<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Gen<JsonObject> Object(int depth) => Gen.Select(Of(Names), depth == 0 ? Leaf : Gen.Frequency((4, Leaf), (1, Object(depth - 1).Select(one => (JsonNode?)one)),
        (1, Object(depth - 1).Array[0, 3].Select(list => (JsonNode?)new JsonArray([.. list]))), (1, Leaf.Array[0, 3].Select(list => (JsonNode?)new JsonArray(list)))), (name, value) => (name, value)).Array[0, 6].Select(pairs =>
    {
        var made = new JsonObject();
        foreach (var (name, value) in pairs)
        {
            made[name] = value?.DeepClone();
        }

        return made;
    });
}
