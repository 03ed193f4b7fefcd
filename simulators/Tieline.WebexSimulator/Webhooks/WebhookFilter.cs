using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Webhooks;

/// <summary>A webhook's filter: <c>name=value</c> pairs joined by <c>&amp;</c>, all of which must hold.</summary>
internal sealed class WebhookFilter
{
    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["telephony_calls"] = ["personality", "state", "number", "personId", "callType"],
        ["messages"] = ["roomId", "roomType", "personId", "personEmail", "mentionedPeople", "hasFiles", "hasAttachments"],
        ["memberships"] = ["roomId", "personId", "personEmail", "isModerator"],
        ["rooms"] = ["type", "isLocked"],
        ["attachmentActions"] = ["messageId", "personId", "roomId"],
        ["meetings"] = ["id", "meetingNumber", "meetingType", "state", "hostEmail", "hostUserId", "siteUrl"],
        ["meetingParticipants"] = ["id", "meetingId", "state", "hostEmail", "hostPersonId", "siteUrl"],
        ["recordings"] = ["id", "meetingId", "scheduledMeetingId", "meetingSeriesId", "hostEmail", "hostUserId", "siteUrl"],
        ["meetingTranscripts"] = ["id", "meetingId", "scheduledMeetingId", "meetingSeriesId", "hostEmail", "hostUserId", "siteUrl"],
        ["serviceApp"] = ["id", "friendlyName", "trainSiteNames", "adminTrainSiteNames"],
        ["convergedRecordings"] = ["recordingId", "ownerId", "ownerEmail", "ownerType", "storageRegion", "serviceType", "locationId"],
    };

    private readonly List<KeyValuePair<string, string>> pairs = [];

    public static WebhookFilter Parse(string resource, string? text)
    {
        var filter = new WebhookFilter();
        foreach (var pair in (text ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var split = pair.IndexOf('=');
            var name = split < 0 ? pair : pair[..split];
            if (split <= 0 || split == pair.Length - 1 || !Known.GetValueOrDefault(resource, []).Contains(name))
            {
                throw WebexFailure.BadRequest($"invalid value for filter: {name}");
            }

            filter.pairs.Add(new(name, Uri.UnescapeDataString(pair[(split + 1)..])));
        }

        return filter;
    }

    /// <summary>True when each named value is the one that the filter asks for.</summary>
    public bool Matches(Func<string, string?> valueOf) => pairs.TrueForAll(pair => valueOf(pair.Key) == pair.Value);
}
