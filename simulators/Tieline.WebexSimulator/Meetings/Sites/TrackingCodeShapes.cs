using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings.Sites;

/// <summary>Tracking codes as administrators write them, and what must hold between their fields.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/tracking-codes/create-a-tracking-code</remarks>
internal static class TrackingCodeShapes
{
    public const int LongestText = 120;
    private const string HostProfileSelect = "hostProfileSelect";
    private static readonly string[] Types = ["optional", "required", "adminSet", "notUsed", "notApplicable"];

    private static readonly Shape Code = Shape.Object(new Dictionary<string, Shape>
    {
        ["name"] = Shape.Text(LongestText, 1), ["siteUrl"] = Shape.Text(255, 1),
        ["options"] = Shape.List(Shape.Object(new Dictionary<string, Shape> { ["value"] = Shape.Text(LongestText, 1), ["defaultValue"] = Shape.Flag }, "value", "defaultValue"), 500),
        ["inputMode"] = Shape.OneOf("text", "select", "editableSelect", HostProfileSelect),
        ["hostProfileCode"] = Shape.OneOf("optional", "required", "adminSet", "notUsed"),
        ["scheduleStartCodes"] = Shape.List(Shape.Object(new Dictionary<string, Shape>
        {
            ["service"] = Shape.OneOf(TrackingCode.Services), ["type"] = Shape.OneOf(Types),
        }, "service", "type"), 5),
    }, "name", "siteUrl", "options", "inputMode", "hostProfileCode");

    public static TrackingCode Read(JsonBody body, string id)
    {
        Code.Check(body.Root, "The body");
        MeetingSite.Demand(body.Text("siteUrl"));
        var services = body.OptionalObjects("scheduleStartCodes")?.Select(one => new ServiceCode(one.Text("service"), one.Text("type"))).ToArray();
        var code = new TrackingCode(id, body.Text("name"), MeetingSite.Url, [.. body.OptionalObjects("options")!.Select(one => new TrackingCodeOption(one.Text("value"), one.Flag("defaultValue")))],
            body.Text("inputMode"), body.Text("hostProfileCode"), services ?? []);
        Refuse.Unless(body.Has("scheduleStartCodes") && (services is not null || code.InputMode == HostProfileSelect), "scheduleStartCodes is required and cannot be empty.");
        Check(code);
        return code;
    }

    private static void Check(TrackingCode code)
    {
        var used = code.ScheduleStartCodes;
        Refuse.Unless(code.Options.Count(option => option.DefaultValue) <= 1, "options must not hold more than one default.");
        Refuse.Unless(code.InputMode == "text" || code.Options.Length > 0, $"options is required when inputMode is {code.InputMode}.");
        Refuse.Unless(code.InputMode != HostProfileSelect || used.All(one => one.Type == "notUsed"), $"scheduleStartCodes must be null or notUsed when inputMode is {HostProfileSelect}.");
        Refuse.Unless(code.HostProfileCode != "required", "The hostProfileCode required is not allowed for a site that is managed in Control Hub.");
        Refuse.Unless(used.All(one => one.Type is "notUsed" or "notApplicable" || one.Type == "adminSet" == (code.HostProfileCode == "adminSet")),
            "The types adminSet of hostProfileCode and scheduleStartCodes go together.");
        Refuse.Unless(used.DistinctBy(one => one.Service).Count() == used.Length, "scheduleStartCodes must name each service once.");
        var common = Array.Find(used, one => one.Service == TrackingCode.All)?.Type ?? "notApplicable";
        Refuse.Unless(common == "notApplicable" || used.All(one => one.Type == common), "The type of each service must be that of the service All.");
    }
}
