using System.Text.Json;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Meetings;
using Tieline.WebexSimulator.Messaging.Messages;
using Tieline.WebexSimulator.Messaging.Rooms;
using Tieline.WebexSimulator.People;
using Tieline.WebexSimulator.Recordings;

namespace Tieline.WebexSimulator.State;

/// <summary>
/// Reads a state from outside, and shows all of it once: what a foreign file names wrongly or leaves out comes to light
/// here, not at some later request.
/// </summary>
internal static class StateCheck
{
    private static readonly JsonSerializerOptions Strict = new(WireJson.Options) { RespectNullableAnnotations = true };

    /// <summary>What clients and vendors fill as they like.</summary>
    private static readonly string[] Free = ["attachment", "inputs", "settings", "details", "fields"];

    /// <exception cref="JsonException">The bytes are no state.</exception>
    public static SavedState Read(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        DemandItems(document.RootElement);
        var state = document.Deserialize<SavedState>(Strict) ?? throw new JsonException("it is null");
        return state.Version == SavedState.Current ? state : throw new JsonException($"it is of version {state.Version}, not {SavedState.Current}");
    }

    /// <exception cref="Exception">Of whatever kind: the cloud cannot be shown.</exception>
    public static void ShowAll(WebexCloud cloud)
    {
        Show(SavedState.Of(cloud));
        SwitchShapes.Known.Check(JsonSerializer.SerializeToElement(cloud.Switches, WireJson.Options), "switches");
        _ = Guid.Parse(cloud.Directory.OrganizationUuid);
        foreach (var person in cloud.Directory.People.Concat(cloud.Directory.Gone))
        {
            Show(PersonView.Of(person, cloud, callingData: true, status: null, administration: true));
            _ = (cloud.Directory.FindByEmail(person.Email), person.PrimaryEndpoint, person.HasCalling, person.Licenses.Count, person.Endpoints.TrueForAll(one => one.Type.Length > 0));
        }

        cloud.Directory.HuntGroups.ForEach(group => group.MemberIds.ForEach(id => _ = cloud.Directory.Ever(id)));
        ShowMessaging(cloud);
        ShowMeetings(cloud);
        foreach (var webhook in cloud.Webhooks.All)
        {
            _ = (webhook.ParsedFilter, cloud.Directory.Ever(webhook.CreatedBy), new Uri(webhook.TargetUrl));
        }

        foreach (var recording in cloud.Recordings.All)
        {
            Show(RecordingView.Of(recording, cloud, TimeZoneInfo.Utc));
        }

        foreach (var grant in cloud.Tokens.Grants)
        {
            _ = (cloud.Directory.Ever(grant.PersonId), grant.Scopes.Contains(""), cloud.Tokens.FindApplication(grant.ClientId)?.AppId);
        }
    }

    private static void ShowMessaging(WebexCloud cloud)
    {
        foreach (var room in cloud.Rooms.All)
        {
            Show(RoomView.Metadata(room, cloud));
            _ = (HydraId.ClusterOf(room.Id), cloud.Directory.Ever(room.CreatorId), room.Members.Count(member => MembershipView.Of(room, member, cloud).RoomId == room.Id));
        }

        foreach (var message in cloud.Messages.All)
        {
            Show(MessageView.Of(message, cloud.Rooms.Find(message.RoomId)!, cloud, ""));
        }

        cloud.Teams.All.ForEach(team => team.Members.ForEach(member => _ = (HydraId.Name(team.Id)!.Length, HydraId.Name(member.Id)!.Length, cloud.Directory.Ever(member.PersonId))));
    }

    private static void ShowMeetings(WebexCloud cloud)
    {
        MeetingsCheck.Demand(cloud);
        foreach (var series in cloud.Meetings.Series)
        {
            var host = new MeetingCaller(cloud.Directory.Ever(series.HostId), true, series.ClientId, TimeZoneInfo.Utc, null);
            Show(cloud.MeetingViews.Series(series, host, current: true));
            Show(Occurrences.Of(series).Take(10).Select(one => cloud.MeetingViews.Occurrence(one, host)));
            foreach (var instance in cloud.Meetings.Of(series))
            {
                Show(cloud.MeetingViews.Instance(instance, host));
                Show(instance.Participants.Select(one => new ParticipantViews(cloud).Of(one, instance, TimeZoneInfo.Utc)));
            }
        }
    }

    /// <summary>No list holds nothing, which the serializer lets pass.</summary>
    private static void DemandItems(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    DemandItems(item.ValueKind == JsonValueKind.Null ? throw new JsonException("a list holds null") : item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var field in element.EnumerateObject().Where(field => !Free.Contains(field.Name)))
                {
                    DemandItems(field.Value);
                }

                break;
        }
    }

    private static void Show(object view) => JsonSerializer.SerializeToUtf8Bytes(view, WireJson.Options);
}
