namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>A channel of an org's own: <c>Webex__chn</c> is the topic <c>/data/Webex__chn</c>.</summary>
/// <param name="Type"><see cref="Data"/> for change events, <see cref="Event"/> for platform events: <c>/event/Webex__chn</c></param>
public sealed record EventChannel(string Id, string FullName, string Label, string Type = EventChannel.Data)
{
    public const string Data = "data";
    public const string Event = "event";

    /// <summary>The channel every org has.</summary>
    public const string Standard = "ChangeEvents";
}
