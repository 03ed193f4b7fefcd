using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings.Sites;

/// <summary>Which tracking codes a meeting must, may and does bear.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meetings/create-a-meeting</remarks>
internal static class TrackingCodeRules
{
    /// <summary>Refuses what the site does not know or misses; adds the defaults, and what an administrator has set for the host.</summary>
    public static void Apply(JsonObject settings, bool webinar, IReadOnlyList<TrackingCode> codes, SiteUser host)
    {
        var service = webinar ? "EventCenter" : "MeetingCenter";
        var given = (settings["trackingCodes"] as JsonArray ?? []).Select(one => (Name: Text(one!, "name"), Value: Text(one!, "value"))).ToList();
        foreach (var (name, value) in given)
        {
            var code = codes.FirstOrDefault(one => one.Name == name && one.IsUsedBy(service)) ?? throw WebexFailure.BadRequest($"The site has no tracking code {name}.");
            var own = host.TrackingCodes.GetValueOrDefault(code.Id);
            if (code.TypeFor(service) == "adminSet" && value != own)
            {
                throw WebexFailure.BadRequest($"The tracking code {name} is set by the administrator.");
            }

            if (code.InputMode == "select" && value != own && !code.Options.Any(option => option.Value == value))
            {
                throw WebexFailure.BadRequest($"The value of the tracking code {name} must be one of its options.");
            }
        }

        var added = codes.Where(code => code.IsUsedBy(service) && !given.Exists(one => one.Name == code.Name)).Select(code => (code.Name, Value: Missing(code, service, host)));
        var all = given.Concat(added.Where(one => one.Value is not null)!).ToList();
        settings.Remove("trackingCodes");
        if (all.Count > 0)
        {
            settings["trackingCodes"] = new JsonArray([.. all.Select(one => new JsonObject { ["name"] = one.Name, ["value"] = one.Value })]);
        }
    }

    private static string? Missing(TrackingCode code, string service, SiteUser host) => code.TypeFor(service) switch
    {
        "adminSet" => host.TrackingCodes.GetValueOrDefault(code.Id),
        "required" => throw WebexFailure.BadRequest($"The tracking code {code.Name} is required."),
        _ => Array.Find(code.Options, option => option.DefaultValue)?.Value,
    };

    private static string Text(JsonNode code, string name) => code[name]!.GetValue<string>();
}
