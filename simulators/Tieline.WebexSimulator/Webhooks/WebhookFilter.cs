using Tieline.WebexSimulator.Cloud;
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

    public IEnumerable<string> Names => pairs.Select(pair => pair.Key);

    /// <summary>Filters by whose meeting or recording it is are for webhooks of the whole organization.</summary>
    public static bool OrganizationOnly(string name) => name is "hostEmail" or "hostUserId" or "hostPersonId" or "ownerId" or "ownerEmail";

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

            var value = Uri.UnescapeDataString(pair[(split + 1)..]);
            if (!CanHold(name, value))
            {
                throw WebexFailure.BadRequest($"invalid value for filter: {name}");
            }

            filter.pairs.Add(new(name, value));
        }

        return filter;
    }

    /// <summary>True when each named value is the one that the filter asks for.</summary>
    public bool Matches(Func<string, string?> valueOf) =>
        Matches((name, wanted) => valueOf(name) is { } value && FilterValues.Same(value, wanted));

    /// <summary>True when <paramref name="holds"/> says so of each name and the value that the filter asks for.</summary>
    public bool Matches(Func<string, string, bool> holds) => pairs.TrueForAll(pair => holds(pair.Key, pair.Value));

    private static bool CanHold(string name, string value) => name switch
    {
        "roomId" or "messageId" => HydraId.Name(value) is not null,
        "roomType" or "type" => value is "direct" or "group",
        "isLocked" or "isModerator" or "hasFiles" or "hasAttachments" => value is "true" or "false",
        _ => true,
    };
}
