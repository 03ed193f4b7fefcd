using System.Text.Json;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using static Tieline.WebexSimulator.CallSettings.SettingsShapes;

namespace Tieline.WebexSimulator.CallSettings;

/// <summary>Which calls the voicemail takes, and whom it tells.</summary>
internal static class VoicemailPage
{
    private static readonly Shape Greeting = Shape.OneOf("DEFAULT", "CUSTOM");

    public static readonly SettingsPage Page = new("voicemail", Access.MyVoicemailRead, Access.MyVoicemailWrite, """
        {"enabled":false,"sendAllCalls":{"enabled":false},
         "sendBusyCalls":{"enabled":false,"greeting":"DEFAULT","greetingUploaded":false},
         "sendUnansweredCalls":{"enabled":true,"greeting":"DEFAULT","greetingUploaded":false,"numberOfRings":3,"systemMaxNumberOfRings":20},
         "notifications":{"enabled":false},"transferToNumber":{"enabled":false},"emailCopyOfMessage":{"enabled":false,"emailId":"{email}"},
         "messageStorage":{"mwiEnabled":true,"storageType":"INTERNAL","externalEmail":"{email}"},"faxMessage":{"enabled":false}}
        """,
        Shape.Object(Fields(
            ("enabled", Shape.Flag),
            ("sendAllCalls", Of(("enabled", Shape.Flag))),
            ("sendBusyCalls", Of(("enabled", Shape.Flag), ("greeting", Greeting))),
            ("sendUnansweredCalls", Of(("enabled", Shape.Flag), ("greeting", Greeting), ("numberOfRings", Rings))),
            ("notifications", Of(("enabled", Shape.Flag), ("destination", Shape.Email))),
            ("transferToNumber", Of(("enabled", Shape.Flag), ("destination", Number))),
            ("emailCopyOfMessage", Of(("enabled", Shape.Flag), ("emailId", Shape.Email))),
            ("messageStorage", Of(("mwiEnabled", Shape.Flag), ("storageType", Shape.OneOf("INTERNAL", "EXTERNAL")), ("externalEmail", Shape.Email))),
            ("faxMessage", Of(("enabled", Shape.Flag), ("phoneNumber", Number), ("extension", Number)))), "notifications", "transferToNumber"),
        Check);

    private static void Check(JsonElement settings, WebexCloud cloud)
    {
        var (notice, fax) = (settings.GetProperty("notifications"), settings.GetProperty("faxMessage"));
        CheckDestination(settings.GetProperty("transferToNumber"), "transferToNumber", cloud);
        Refuse.Unless(!IsOn(notice) || notice.TryGetProperty("destination", out _), "notifications needs a destination.");
        Refuse.Unless(!IsOn(fax) || fax.TryGetProperty("phoneNumber", out _), "faxMessage needs a phoneNumber.");
    }
}
