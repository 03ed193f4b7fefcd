using System.Text.Json;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using static Tieline.WebexSimulator.CallSettings.SettingsShapes;

namespace Tieline.WebexSimulator.CallSettings;

/// <summary>Where calls go instead: always, when the line is busy, when nobody answers.</summary>
internal static class ForwardingPage
{
    public static readonly SettingsPage Page = new("callForwarding", Access.MySettingsRead, Access.MySettingsWrite, """
        {"callForwarding":{
          "always":{"enabled":false,"ringReminderEnabled":false,"destinationVoicemailEnabled":false},
          "busy":{"enabled":false,"destinationVoicemailEnabled":false},
          "noAnswer":{"enabled":false,"numberOfRings":3,"systemMaxNumberOfRings":20,"destinationVoicemailEnabled":false}},
         "businessContinuity":{"enabled":false,"destinationVoicemailEnabled":false}}
        """, Change(), Check);

    private static Shape Change()
    {
        (string, Shape)[] every = [("enabled", Shape.Flag), ("destination", Number), ("destinationVoicemailEnabled", Shape.Flag)];
        return Of(
            ("callForwarding", Of(
                ("always", Shape.Object(Fields([.. every, ("ringReminderEnabled", Shape.Flag)]), "enabled")),
                ("busy", Of(every)),
                ("noAnswer", Of([.. every, ("numberOfRings", Rings)])))),
            ("businessContinuity", Of(every)));
    }

    private static void Check(JsonElement settings, WebexCloud cloud)
    {
        foreach (var forward in settings.GetProperty("callForwarding").EnumerateObject())
        {
            CheckDestination(forward.Value, forward.Name, cloud);
        }

        CheckDestination(settings.GetProperty("businessContinuity"), "businessContinuity", cloud);
    }
}
