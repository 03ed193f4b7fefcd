using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Messaging;
using Tieline.WebexSimulator.Messaging.Contents;
using Tieline.WebexSimulator.Messaging.Messages;
using Tieline.WebexSimulator.Messaging.Rooms;

namespace Tieline.WebexSimulator.Control;

/// <summary>/control/rooms, /control/messages, /control/attachment-actions, /control/contents: somebody says or submits something.</summary>
internal sealed class MessagingDoors(WebexCloud cloud, PeopleDoors people)
{
    private static readonly Shape MigrationShape = Shape.Object(new Dictionary<string, Shape> { ["cluster"] = Shape.Cluster });

    public void Map(ControlRoutes routes)
    {
        routes.Get("/rooms", _ => new { rooms = cloud.Rooms.All.Select(View) });
        routes.Get("/rooms/{roomId}/messages", Messages);
        routes.Post("/rooms/{roomId}/migrate", Migrate);
        routes.Post("/messages", Post);
        routes.Post("/attachment-actions", (_, body) =>
        {
            var (from, rest) = Sender(body);
            return cloud.Submitting.Submit(people.Find(from), rest);
        });
        routes.Post("/contents/{id}", Scan);
    }

    private object View(Room room) => new
    {
        room.Id, title = room.Title ?? string.Join(" and ", room.Members.Select(member => cloud.Directory.Ever(member.PersonId).DisplayName)),
        room.Type, room.IsLocked, room.IsAnnouncementOnly, room.IsReadOnly, room.TeamId, room.LastActivity,
        members = room.Members.Select(member => MembershipView.Of(room, member, cloud)), messages = cloud.Messages.Of(room).Count,
    };

    private object Messages(HttpContext http)
    {
        var room = cloud.Rooms.Find((string)http.Request.RouteValues["roomId"]!) ?? throw WebexFailure.NotFound();
        var messages = cloud.Messages.Of(room);
        return new { messages = messages.Skip(messages.Count - Last(http, messages.Count)).Select(message => MessageView.Of(message, room, cloud, Origin(http))) };
    }

    /// <summary>How many of the newest the caller wants; all, when it does not say.</summary>
    private static int Last(HttpContext http, int count) => http.Request.Query["last"].ToString() switch
    {
        "" => count,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var last) => Math.Min(last, count),
        _ => throw WebexFailure.BadRequest("last must be a number that is not negative."),
    };

    private object Migrate(HttpContext http, JsonBody body)
    {
        MigrationShape.Check(body.Root, "The body");
        var room = cloud.Rooms.Find((string)http.Request.RouteValues["roomId"]!) ?? throw WebexFailure.NotFound();
        cloud.RoomMoves.Migrate(room, body.OptionalText("cluster") ?? "urn:TEAM:eu-central-1_k");
        return View(room);
    }

    private object Post(HttpContext http, JsonBody body)
    {
        var (from, rest) = Sender(body);
        Refuse.Unless(!rest.Has("files"), "A file can only be posted through the cloud's own path.");
        var (message, room) = cloud.Posting.Post(people.Find(from), new Draft(rest, null), Origin(http));
        return MessageView.Of(message, room, cloud, Origin(http));
    }

    private object Scan(HttpContext http, JsonBody body)
    {
        var content = cloud.Contents.Find((string)http.Request.RouteValues["id"]!) ?? throw WebexFailure.NotFound();
        body.Only("scan", "seconds");
        content.Verdict = Refuse.Choice(body.OptionalText("scan"), "scan", Content.Verdicts) ?? content.Verdict;
        content.ScannedAt = body.OptionalSeconds("seconds") is { } seconds ? cloud.Clock.Now + TimeSpan.FromSeconds(seconds) : content.ScannedAt;
        cloud.Changed();
        return new { content.Id, content.FileName, content.ContentType, content.Size, scan = content.Verdict, content.ScannedAt };
    }

    /// <summary>Who acts, and the body as the cloud's own path takes it.</summary>
    private static (string From, JsonBody Sent) Sender(JsonBody body)
    {
        var sent = new JsonObject();
        foreach (var field in body.Root.EnumerateObject().Where(field => field.Name != "from"))
        {
            sent[field.Name] = JsonNode.Parse(field.Value.GetRawText());
        }

        return (body.Text("from"), JsonBody.Parse(JsonSerializer.SerializeToUtf8Bytes(sent)));
    }

    private static string Origin(HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}";
}
