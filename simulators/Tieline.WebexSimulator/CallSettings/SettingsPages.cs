using System.Text.Json;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;
using static Tieline.WebexSimulator.CallSettings.SettingsShapes;

namespace Tieline.WebexSimulator.CallSettings;

/// <summary>The table of the call settings that a person reads and changes.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/call-settings-for-me</remarks>
internal static class SettingsPages
{
    public static readonly SettingsPage CallerId = new("callerId", Access.MySettingsRead, Access.MySettingsWrite,
        """{"callingLineIdDeliveryBlockingEnabled":false,"connectedLineIdentificationRestrictionEnabled":false}""",
        Of(("callingLineIdDeliveryBlockingEnabled", Shape.Flag), ("connectedLineIdentificationRestrictionEnabled", Shape.Flag)), (_, _) => { });

    /// <summary>The organization has no call queue: only the agent's state can be set.</summary>
    public static readonly SettingsPage Queues = new("queues", Access.MySettingsRead, Access.MySettingsWrite, """{"agentACDState":"SIGN_OUT","queues":[]}""",
        Of(("agentACDState", Shape.OneOf("SIGN_IN", "SIGN_OUT", "AVAILABLE", "UNAVAILABLE", "WRAP_UP")),
            ("queues", Shape.List(Shape.Object(Fields(("id", Shape.Text(256, 1)), ("available", Shape.Flag)), "id"), 100))),
        (settings, _) => Refuse.Unless(settings.GetProperty("queues").GetArrayLength() == 0, "The user belongs to no such call queue."));

    public static readonly SettingsPage[] All = [ForwardingPage.Page, CallerId, VoicemailPage.Page, Queues];

    /// <summary>Whether the person hides name and number from whom the person calls, or from whoever calls.</summary>
    public static bool Hides(Person person, bool calling) => CallerId.Of(person)
        .GetProperty(calling ? "callingLineIdDeliveryBlockingEnabled" : "connectedLineIdentificationRestrictionEnabled").GetBoolean();

    /// <summary>Refuses a person from a state file whose settings are none.</summary>
    public static void Check(Person person, WebexCloud cloud)
    {
        foreach (var page in All.Where(page => person.CallSettings.ContainsKey(page.Name)))
        {
            try
            {
                page.Put(person, person.CallSettings[page.Name], cloud);
            }
            catch (WebexFailure mistake)
            {
                throw new JsonException($"{page.Name} of {person.Email}: {mistake.Message}", mistake);
            }
        }
    }
}
