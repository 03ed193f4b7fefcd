using System.Globalization;
using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>The list of API versions, and the map of what one version offers.</summary>
public static class VersionResources
{
    public const int Oldest = 31;
    public const int Newest = 68;
    private static readonly string[] Offered = ["actions", "appMenu", "compactLayouts", "composite", "jobs", "limits", "metadata", "parameterizedSearch", "query", "queryAll", "quickActions", "recent", "search", "sobjects", "tabs", "theme", "tooling"];
    private static readonly string[] Seasons = ["Spring", "Summer", "Winter"];

    public static JsonArray Versions() => new([.. Enumerable.Range(Oldest, Newest - Oldest + 1).Select(v => (JsonNode)new JsonObject
    {
        ["label"] = Label(v), ["url"] = $"/services/data/v{v}.0", ["version"] = $"{v}.0",
    })]);

    /// <summary>The version named in a path as <c>66.0</c>; null when it is none we answer.</summary>
    public static string? Known(string segment) =>
        segment.StartsWith('v') && decimal.TryParse(segment[1..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number >= Oldest && number <= Newest && number == decimal.Truncate(number) ? $"{number:0}.0" : null;

    /// <summary>What answers a version that is not offered; what is no version at all is simply not found.</summary>
    public static SalesforceRefusal Refusal(string segment, Switches switches)
    {
        if (segment is not ['v', >= '0' and <= '9', ..]) return SalesforceRefusal.NotFound();
        return switches.UnsupportedVersionIsGone
            ? new SalesforceRefusal(410, "GONE", $"The API version {segment} is retired. Versions from {Oldest}.0 to {Newest}.0 are offered.")
            : new SalesforceRefusal(404, "UNSUPPORTED_API_VERSION", $"The API version {segment} is not supported. Versions from {Oldest}.0 to {Newest}.0 are offered.");
    }

    public static RestAnswer Map(RestCall call)
    {
        call.Allow("GET", "HEAD");
        var map = new JsonObject();
        foreach (var name in Offered) map[name] = $"{call.BasePath}/{name}";
        map["identity"] = $"{call.PublicUrl}/id/{call.Org.Id}/{call.UserId}";
        return RestAnswer.Ok(map);
    }

    /// <summary>Spring '24 is 60, and three releases make a year.</summary>
    private static string Label(int version)
    {
        var sinceSpring24 = version - 60;
        var season = Seasons[((sinceSpring24 % 3) + 3) % 3];
        var year = 24 + (int)Math.Floor(sinceSpring24 / 3.0) + (season == "Winter" ? 1 : 0);
        return $"{season} '{year}";
    }
}
