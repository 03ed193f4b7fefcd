using System.Text.Json;
using System.Text.Json.Serialization;
using Tieline.Server.Intake;
using Tieline.Webex;

namespace Tieline.Server.Calls;

/// <summary>Pure: the events in an inbox entry, or why it cannot be understood.</summary>
internal static class InboxReading
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static (IReadOnlyList<CallEvent> Events, string? Problem) Read(InboxEntry entry)
    {
        try
        {
            return entry.Source switch
            {
                Inbox.Webhook => ReadWebhook(entry),
                Inbox.Snapshot => ([ReadSnapshot(entry)], null),
                CallNotes.GoneSource => ([ReadGone(entry)], null),
                CallNotes.DeedSource => ([ReadDeed(entry)], null),
                var other => ([], $"Nobody reads entries of the source {other}."),
            };
        }
        catch (JsonException)
        {
            return ([], $"The body is no {entry.Source} note.");
        }
    }

    private static (IReadOnlyList<CallEvent> Events, string? Problem) ReadWebhook(InboxEntry entry) =>
        !TelephonyCallEvent.TryParse(entry.Body, out var told, out var problem) ? ([], problem)
        : told.Call.CallSessionId != entry.Key.OrderingKey ? ([], "The body speaks of another call session than its key.")
        : (CallTranslator.Translate(entry.PersonId, told), null);

    private static CallEvent ReadSnapshot(InboxEntry entry)
    {
        var seen = SeenCall.Read(entry.Body);
        return CallTranslator.TranslateSeen(entry.PersonId, seen.Call, seen.AskedAt);
    }

    private static CallFoundEnded ReadGone(InboxEntry entry)
    {
        var note = JsonSerializer.Deserialize<GoneNote>(entry.Body, Json) ?? throw new JsonException("null");
        return new CallFoundEnded(entry.PersonId, note.CallId, new Stamp(note.At, 0), note.At);
    }

    private static CallEvent ReadDeed(InboxEntry entry)
    {
        var note = JsonSerializer.Deserialize<DeedNote>(entry.Body, Json) ?? throw new JsonException("null");
        var stamp = new Stamp(note.At, 0);
        return note.Deed is AgentDeed.Muted or AgentDeed.Unmuted
            ? new CallSeen(entry.PersonId, note.CallId, stamp, [new MuteChanged(entry.PersonId, note.CallId, stamp, note.Deed == AgentDeed.Muted, CanMute: true)])
            : new AgentActed(entry.PersonId, note.CallId, stamp, note.Deed, note.Place, note.Withdrawn);
    }
}
