using System.Text;
using CsCheck;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Messaging;

/// <summary>Whatever is sent to the doors of messaging is answered, and never with a mistake of the simulator's own.</summary>
public class Nonsense
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[0, 40], Gen.OneOf("", "null", "me", "\\ud800", "\\u0000", "<@all>", "<@personId:|>", new string('>', 300), new string('[', 300), "![a](b)", "`", "00000000-0000-0000-0000-000000000001"));

    private static readonly Gen<string> Literal = Gen.OneOf(
        Text.Select(text => $"\"{text.Replace("\"", "", StringComparison.Ordinal)}\""), Gen.Int.Select(number => $"{number}"), Gen.Double.Select(number => $"{number:R}"),
        Gen.OneOf("null", "true", "[]", "{}", "[null]", "[\"a\"]", "[{}]", "1e999", "[[[[[[]]]]]]", Spaces.Card, $"[{Spaces.Card}]", "ROOM", "PERSON", "MESSAGE", "TEAM"));

    private static readonly string[] RoomFields = ["title", "teamId", "isLocked", "isPublic", "description", "isAnnouncementOnly", "isReadOnly", "classificationId"];
    private static readonly string[] MemberFields = ["roomId", "teamId", "personId", "personEmail", "isModerator", "isRoomHidden"];
    private static readonly string[] MessageFields = ["roomId", "parentId", "toPersonId", "toPersonEmail", "text", "markdown", "attachments"];
    private static readonly string[] OtherFields = ["type", "messageId", "inputs", "name", "description", "callIds", "callId", "resource", "event", "targetUrl", "filter"];

    private static readonly Gen<(string Method, string Path, string[] Fields)> Door = Gen.OneOf(
        ("POST", "/rooms", RoomFields), ("PUT", "/rooms/ROOM", RoomFields), ("GET", "/rooms?from=1&to=%00", []), ("GET", "/rooms/x%00y", []),
        ("POST", "/memberships", MemberFields), ("PUT", "/memberships/MEMBER", MemberFields), ("POST", "/team/memberships", MemberFields),
        ("POST", "/messages", MessageFields), ("POST", "/messages", MessageFields), ("PUT", "/messages/MESSAGE", MessageFields), ("GET", "/messages/direct?personId=", []),
        ("GET", "/messages?roomId=ROOM&before=%F0%9F%98%80", []), ("GET", "/messages?roomId=ROOM&max=99999999999", []), ("GET", "/messages?roomId=ROOM&cursor=%00", []),
        ("POST", "/attachment/actions", OtherFields), ("GET", "/attachment/actions/%E2%82%AC", []), ("POST", "/teams", OtherFields), ("PUT", "/teams/TEAM", OtherFields),
        ("GET", "/contents/%2e", []), ("GET", "/contents/====", []), ("GET", "/events/a", []), ("POST", "/webhooks", OtherFields),
        ("POST", "/telephony/conference", OtherFields), ("POST", "/telephony/conference/mute", OtherFields), ("DELETE", "/rooms/a", []));

    private static readonly Gen<string> Shapeless = Gen.OneOf(Gen.String[0, 60], Gen.OneOf("", "{", "[]", "null", new string('[', 5000)));

    private static readonly Gen<string> Body = BodyOf([.. RoomFields, .. MemberFields, .. MessageFields, .. OtherFields]);

    private static Gen<string> BodyOf(string[] fields) => fields.Length == 0 ? Gen.Const("{}") : Gen.OneOf(
        Gen.Select(Gen.OneOf(fields), Literal).Array[0, 5].Select(pairs => "{" + string.Join(',', pairs.Select(pair => $"\"{pair.Item1}\":{pair.Item2}")) + "}"),
        Shapeless);

    [Fact]
    public async Task Json_of_any_kind_is_answered()
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", ["bo"]);
        var message = (await simulation.SayAsync("ann", room, "a")).Of("id");
        var member = (await simulation.ApiAsync("ann", "GET", "/memberships")).Fields("id")[0]!;
        var team = (await simulation.ApiAsync("ann", "POST", "/teams", new { name = "a" })).Of("id");
        string Fill(string text) => text.Replace("ROOM", Quote(text, room)).Replace("MESSAGE", Quote(text, message)).Replace("TEAM", Quote(text, team))
            .Replace("MEMBER", member).Replace("PERSON", Quote(text, simulation.Id("bo")));
        await Door.SelectMany(door => BodyOf(door.Fields).Select(body => (Door: door, Body: body))).SampleAsync(
            async sent =>
            {
                var answer = await simulation.ApiAsync("ann", sent.Door.Method, Fill(sent.Door.Path), sent.Door.Method is "POST" or "PUT" ? Fill(sent.Body) : null);
                return answer.Status < 500;
            }, iter: 4_000, threads: 1);
        (await simulation.ApiAsync("admin", "GET", "/events")).Expect(200);
        await simulation.GetAsync("/control/rooms");
    }

    [Fact]
    public async Task The_control_doors_answer_nonsense_too()
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", ["bo"]);
        var message = (await simulation.PostCardAsync("ann", room)).Of("id");
        var doors = Gen.OneOf("/control/messages", "/control/attachment-actions", "/control/contents/x", "/control/people");
        await Gen.Select(doors, Body, Gen.OneOf("\"from\":\"1102\",", "\"from\":\"1102\",\"from\":\"\",", "")).SampleAsync(
            async sent =>
            {
                var body = sent.Item2.Replace("ROOM", $"\"{room}\"").Replace("MESSAGE", $"\"{message}\"").Replace("PERSON", $"\"{simulation.Id("bo")}\"").Replace("TEAM", "1");
                return (await simulation.SendAsync("POST", sent.Item1, body.StartsWith("{\"", StringComparison.Ordinal) ? "{" + sent.Item3 + body[1..] : body, null)).Status < 500;
            }, iter: 2_000, threads: 1);
    }

    [Fact]
    public async Task Forms_of_any_kind_are_answered()
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", []);
        var header = Gen.OneOf(Gen.OneOf("form-data; name=\"files\"; filename=\"a\r\tb.txt\"", "form-data; name=roomId", "form-data; name=\"text\"", "form-data", "",
            "form-data; name=\"files\"; filename=\"../../\u0001é\"", "form-data; name=\"files\"; filename*=UTF-8''%FF%00", "attachment"), Gen.String[0, 30]);
        var type = Gen.OneOf("", "Content-Type: text/plain\r\n", "Content-Type: €/x\r\n", "Content-Type: text/plain; charset=utf-7\r\n", "X\r\n");
        var part = Gen.Select(header, type, Gen.OneOf(Gen.Const(room), Gen.String[0, 50]), (disposition, kind, content) =>
            $"--b\r\nContent-Disposition: {disposition}\r\n{kind}\r\n{content}\r\n");
        var form = Gen.Select(part.Array[0, 4], Gen.OneOf("--b--\r\n", "--b--", "", "--b"), (parts, end) => string.Concat(parts) + end);
        var kind = Gen.OneOf("multipart/form-data; boundary=b", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"b\"; boundary=c", "multipart/form-data; charset=x; boundary=b");
        await Gen.Select(form, kind).SampleAsync(
            async sent =>
            {
                var content = new ByteArrayContent(Encoding.UTF8.GetBytes(sent.Item1));
                content.Headers.TryAddWithoutValidation("Content-Type", sent.Item2);
                var answer = await Files.SendAsync(simulation, content);
                return answer.Status < 500;
            }, iter: 2_000, threads: 1);
        (await simulation.ApiAsync("ann", "GET", $"/messages?roomId={room}&max=1000")).Expect(200);
        foreach (var file in (await simulation.ApiAsync("ann", "GET", $"/messages?roomId={room}&max=1000")).Items.Select(item => item!["files"]?[0]).OfType<System.Text.Json.Nodes.JsonNode>())
        {
            using var download = await Files.DownloadAsync(simulation, "ann", file.GetValue<string>());
            Assert.Equal(200, (int)download.StatusCode);
        }
    }

    private static string Quote(string text, string id) => text.StartsWith('/') ? id : $"\"{id}\"";
}
