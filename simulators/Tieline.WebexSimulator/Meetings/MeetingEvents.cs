using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Webhooks;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>Tells the host's webhooks, and those of the whole organization, what happened to a meeting.</summary>
/// <remarks>https://developer.webex.com/docs/webhooks</remarks>
internal sealed class MeetingEvents(WebexCloud cloud)
{
    private readonly Dictionary<string, CallDeliveries> roads = [];

    public void Series(string happening, MeetingSeries series, Occurrence? occurrence = null)
    {
        var caller = Host(series);
        var data = occurrence is null ? cloud.MeetingViews.Series(series, caller) : cloud.MeetingViews.Occurrence(occurrence, caller);
        Tell("meetings", happening, series, data, null);
    }

    /// <summary>An instance started or ended.</summary>
    public void Instance(string happening, MeetingInstance instance)
    {
        var series = cloud.Meetings.SeriesOf(instance);
        var road = RoadOf(instance);
        Tell("meetings", happening, series, cloud.MeetingViews.Instance(instance, Host(series)), instance);
        if (happening == "ended")
        {
            road.End();
            ForgetIfEmpty(instance.Id, road);
        }
    }

    public void Participant(string happening, MeetingInstance instance, Participant participant)
    {
        var series = cloud.Meetings.SeriesOf(instance);
        Tell("meetingParticipants", happening, series, new ParticipantViews(cloud).Of(participant, instance, TimeZoneInfo.Utc), instance);
    }

    public void Artefact(string resource, string happening, MeetingInstance instance, JsonObject data) =>
        Tell(resource, happening, cloud.Meetings.SeriesOf(instance), data, null);

    /// <summary>What the mode "held" keeps back leaves now.</summary>
    public int Release()
    {
        var released = roads.Values.Sum(road => road.Release());
        foreach (var (id, road) in roads.Where(pair => cloud.Meetings.FindInstance(pair.Key) is not { Live: true }).ToList())
        {
            ForgetIfEmpty(id, road);
        }

        return released;
    }

    public void Clear() => roads.Clear();

    private MeetingCaller Host(MeetingSeries series) => new(cloud.Directory.Ever(series.HostId), true, series.ClientId, TimeZoneInfo.Utc, null);

    private void Tell(string resource, string happening, MeetingSeries series, JsonObject data, MeetingInstance? instance)
    {
        foreach (var webhook in cloud.Webhooks.All)
        {
            var concerns = webhook.OwnedBy == "org" || webhook.CreatedBy == series.HostId;
            if (concerns && webhook.Wants(resource, happening) && webhook.ParsedFilter.Matches(name => ValueOf(name, data, series)))
            {
                var shown = webhook.AppId == series.ClientId ? data : WithoutTags(data);
                Send(instance, new Delivery(webhook, WebhookEnvelope.Bytes(webhook, resource, happening, series.HostId, shown),
                    new DeliveryFacts(series.HostId, resource, happening, null, data["state"]?.GetValue<string>(), null, null)));
            }
        }
    }

    /// <summary>Only the integration that set the tags sees them.</summary>
    private static JsonObject WithoutTags(JsonObject data)
    {
        var shown = (JsonObject)data.DeepClone();
        shown.Remove("integrationTags");
        return shown;
    }

    /// <summary>An instance keeps the mode that held when it began; what concerns none goes by the mode of the moment.</summary>
    private void Send(MeetingInstance? instance, Delivery delivery)
    {
        if (instance is null)
        {
            cloud.OtherDeliveries.Add(delivery);
            return;
        }

        RoadOf(instance).Add(delivery);
    }

    private CallDeliveries RoadOf(MeetingInstance instance) =>
        roads.TryGetValue(instance.Id, out var known) ? known : roads[instance.Id] = cloud.NewDeliveries();

    /// <summary>A meeting that is over needs no road any more once nothing is kept back on it.</summary>
    private void ForgetIfEmpty(string instanceId, CallDeliveries road)
    {
        if (road.Kept == 0)
        {
            roads.Remove(instanceId);
        }
    }

    private string? ValueOf(string name, JsonObject data, MeetingSeries series) => name switch
    {
        "hostPersonId" or "hostUserId" => series.HostId,
        "hostEmail" => cloud.Directory.Find(series.HostId)?.Email,
        _ => data[name]?.ToString(),
    };
}
