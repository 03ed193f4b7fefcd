using System.Collections.Immutable;
using System.Globalization;
using Tieline.SalesforceSimulator.ChangeData;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.PubSub;

/// <summary>
/// Managed subscriptions: where each stands is kept by the org, not by its client.
/// See https://developer.salesforce.com/docs/platform/pub-sub-api/guide/managed-sub.html
/// </summary>
internal static class ManagedSubscriptions
{
    public const string Object = "ManagedEventSubscription";
    private const string Committed = "CommittedReplay";

    /// <summary>By id, else by developer name.</summary>
    public static SalesforceRecord? Find(SalesforceOrg org, string id, string developerName) => org.Run(() =>
        id.Length > 0 ? org.Records.Find(id) is { ObjectName: Object } byId ? byId : null : org.Records.Rows(Object).FirstOrDefault(s => s.Text("DeveloperName")!.Equals(developerName, StringComparison.OrdinalIgnoreCase)));

    public static bool Runs(SalesforceOrg org, string id) => org.Run(() => org.Records.Find(id)?.Text("State") == "RUN");

    /// <summary>After what was committed last; a place that the bus no longer holds is recovered from as the subscription says.</summary>
    public static long Start(SalesforceOrg org, SalesforceRecord subscription)
    {
        if (org.Run(() => Position(org, subscription.Id)) is not { } position) return Preset(org, subscription.Text("DefaultReplay"));
        var replayId = long.Parse(position.Text("ReplayId")!, CultureInfo.InvariantCulture);
        return org.Bus.Holds(replayId) ? replayId : Preset(org, subscription.Text("ErrorRecoveryReplay"));
    }

    public static void Commit(SalesforceOrg org, string subscriptionId, long replayId) => org.Run(() =>
    {
        var id = Position(org, subscriptionId)?.Id ?? org.Records.NextId(org.Schema[Committed].KeyPrefix!);
        org.Records.Put(new SalesforceRecord(Committed, id, ImmutableDictionary<string, object>.Empty.Add("Id", id).Add("SubscriptionId", subscriptionId).Add("ReplayId", replayId.ToString(CultureInfo.InvariantCulture))));
    });

    private static SalesforceRecord? Position(SalesforceOrg org, string subscriptionId) => org.Records.Table(Committed).WithText("SubscriptionId", subscriptionId).FirstOrDefault();

    private static long Preset(SalesforceOrg org, string? preset) => preset == "EARLIEST" ? 0 : org.Bus.Last;
}
