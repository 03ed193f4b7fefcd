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

    private static readonly Gen<string> Field = Gen.OneOf(
        "title", "teamId", "isLocked", "isPublic", "description", "isAnnouncementOnly", "isReadOnly", "classificationId", "roomId", "personId", "personEmail",
        "isModerator", "isRoomHidden", "parentId", "toPersonId", "toPersonEmail", "text", "markdown", "attachments", "type", "messageId", "inputs", "name", "callIds", "callId");

    private static readonly Gen<string> Body = Gen.OneOf(
        Gen.Select(Field, Literal).Array[0, 6].Select(fields => "{" + string.Join(',', fields.Select(field => $"\"{field.Item1}\":{field.Item2}")) + "}"),
        Gen.String[0, 60], Gen.OneOf("", "{", "[]", "null", new string('[', 5000)));

    private static readonly Gen<(string Method, string Path)> Door = Gen.Select(Gen.OneOf("POST", "PUT", "GET", "DELETE"), Gen.OneOf(
        "/rooms", "/rooms/ROOM", "/rooms/x%00y", "/memberships", "/memberships/MEMBER", "/messages", "/messages/MESSAGE", "/messages/direct", "/attachment/actions",
        "/attachment/actions/%E2%82%AC", "/teams", "/teams/TEAM", "/team/memberships", "/contents/%2e", "/contents/====", "/events", "/events/a", "/telephony/conference",
        "/telephony/conference/mute", "/rooms?from=1&to=%00", "/messages?roomId=ROOM&before=%F0%9F%98%80", "/messages?roomId=ROOM&max=99999999999", "/webhooks"));

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
        await Gen.Select(Door, Body).SampleAsync(
            async sent =>
            {
                var answer = await simulation.ApiAsync("ann", sent.Item1.Method, Fill(sent.Item1.Path), sent.Item1.Method is "POST" or "PUT" ? Fill(sent.Item2) : null);
                return answer.Status < 500;
            }, iter: 4_000, threads: 1);
        (await simulation.ApiAsync("admin", "GET", "/events")).Expect(200);
        await simulation.GetAsync("/control/rooms");
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
