namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>A channel of an org's own: <c>Webex__chn</c> is the topic <c>/data/Webex__chn</c>.</summary>
public sealed record EventChannel(string Id, string FullName, string Label)
{
    /// <summary>The channel every org has.</summary>
    public const string Standard = "ChangeEvents";
}
