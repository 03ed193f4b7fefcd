using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings.Preferences;

/// <summary>What users may set of their preferences.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meeting-preferences</remarks>
internal static class PreferenceShapes
{
    private const int MostDelegates = 100;

    public static readonly Shape Emails = Shape.Object(new Dictionary<string, Shape> { ["emails"] = Shape.List(Shape.Email, MostDelegates) });

    public static readonly Shape Site = Shape.Object(new Dictionary<string, Shape> { ["siteUrl"] = Shape.Text(255, 1) }, "siteUrl");

    public static readonly Shape Room = Shape.Object(new Dictionary<string, Shape>
    {
        ["topic"] = Shape.Text(128, 1), ["hostPin"] = Pin, ["enabledAutoLock"] = Shape.Flag, ["autoLockMinutes"] = Shape.Among(0, 5, 10, 15, 20),
        ["enabledNotifyHost"] = Shape.Flag, ["supportCoHost"] = Shape.Flag, ["supportAnyoneAsCoHost"] = Shape.Flag, ["allowFirstUserToBeCoHost"] = Shape.Flag,
        ["allowAuthenticatedDevices"] = Shape.Flag,
        ["coHosts"] = Shape.List(Shape.Object(new Dictionary<string, Shape> { ["email"] = Shape.Email, ["displayName"] = Shape.Text(256, 1) }, "email", "displayName"), 100),
    }, "topic", "hostPin", "enabledAutoLock", "autoLockMinutes", "enabledNotifyHost", "supportCoHost", "coHosts");

    private static readonly Shape Phone = Shape.Object(new Dictionary<string, Shape>
    {
        ["countryCode"] = Shape.Text(10), ["number"] = Shape.Text(30), ["enabledCallInAuthentication"] = Shape.Flag, ["enabledCallMe"] = Shape.Flag,
    }, "countryCode", "number", "enabledCallInAuthentication", "enabledCallMe");

    public static readonly Shape Audio = Shape.Object(new Dictionary<string, Shape>
    {
        ["defaultAudioType"] = Shape.OneOf("webexAudio", "voipOnly", "otherTeleconferenceService", "none"), ["otherTeleconferenceDescription"] = Shape.Text(1000),
        ["enabledGlobalCallIn"] = Shape.Flag, ["enabledTollFree"] = Shape.Flag, ["enabledAutoConnection"] = Shape.Flag, ["audioPin"] = Pin,
        ["officeNumber"] = Phone, ["mobileNumber"] = Phone,
    }, "defaultAudioType", "otherTeleconferenceDescription", "enabledGlobalCallIn", "enabledTollFree", "enabledAutoConnection", "officeNumber", "mobileNumber");

    private static readonly Shape Devices = Shape.List(Shape.Object(new Dictionary<string, Shape>
    {
        ["deviceName"] = Shape.Text(128, 1), ["deviceAddress"] = Shape.Email, ["isDefault"] = Shape.Flag,
    }, "deviceName", "deviceAddress", "isDefault"), 10);

    public static readonly Shape Video = Shape.Object(new Dictionary<string, Shape> { ["videoDevices"] = OneDefault }, "videoDevices");

    public static readonly Shape Scheduling = Shape.Object(new Dictionary<string, Shape>
    {
        ["enabledJoinBeforeHost"] = Shape.Flag, ["joinBeforeHostMinutes"] = Shape.Among(0, 5, 10, 15), ["enabledAutoShareRecording"] = Shape.Flag,
        ["enabledWebexAssistantByDefault"] = Shape.Flag, ["delegateEmails"] = Shape.List(Shape.Email, MostDelegates),
    }, "enabledJoinBeforeHost", "joinBeforeHostMinutes", "enabledAutoShareRecording");

    public static readonly Shape Refresh = Shape.Object(new Dictionary<string, Shape>
    {
        ["siteUrl"] = Shape.Text(255, 1),
        ["personalMeetingRoomIds"] = Shape.List(Shape.Object(new Dictionary<string, Shape>
        {
            ["email"] = Shape.Email, ["personId"] = Shape.Text(200, 1), ["systemGenerated"] = Shape.Flag, ["personalMeetingRoomId"] = Shape.Text(128, 1),
        }), 100),
    }, "siteUrl");

    /// <summary>Of several devices one is the default.</summary>
    private static Shape OneDefault => new((value, name) =>
    {
        Devices.Check(value, name);
        if (value.GetArrayLength() > 0 && value.EnumerateArray().Count(device => device.GetProperty("isDefault").GetBoolean()) != 1)
        {
            throw WebexFailure.BadRequest("Exactly one of the videoDevices must be the default.");
        }
    });

    /// <summary>Four digits, neither in a row nor all the same.</summary>
    private static Shape Pin => new((value, name) =>
    {
        Shape.Text(4, 4).Check(value, name);
        var digits = value.GetString()!;
        var steps = digits.Zip(digits.Skip(1), (one, next) => next - one).Distinct().ToArray();
        if (!digits.All(char.IsAsciiDigit) || steps is [0] or [1] or [-1])
        {
            throw WebexFailure.BadRequest($"{name} must be four digits, neither in a row nor all the same.");
        }
    });
}
