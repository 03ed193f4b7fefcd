using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Access;

/// <summary>Who may do what in the org; what was worked out for a user is kept until settings change. Callers hold the org's gate.</summary>
internal sealed class OrgAccess(SalesforceOrg org)
{
    private readonly Dictionary<string, (UserRights Rights, OrgSchema Seen, DateTimeOffset? Since)> byUser = new(StringComparer.Ordinal);
    private (long, long, Switches) known;
    private DateTimeOffset? changedAt;

    /// <summary>When what a user may do was last seen to have changed; describe tells it as Last-Modified. Null: never.</summary>
    public DateTimeOffset? ChangedAt(string userId) => Entry(userId).Since is { } since && !(since < changedAt) ? since : changedAt;

    /// <summary>To be called when rows come from elsewhere: nobody knows what users could do before.</summary>
    public void Renew()
    {
        known = (org.Records.SetupVersion, org.Schema.Version, org.Switches);
        byUser.Clear();
        changedAt = org.Clock.Now;
    }

    public UserRights Of(string userId) => Entry(userId).Rights;

    /// <summary>The schema as the user sees it.</summary>
    public OrgSchema SchemaOf(string userId) => Entry(userId).Seen;

    public RecordRights On(string userId, SalesforceRecord record) => new RecordSharing(org, userId).Of(record);

    public bool Reads(string userId, SalesforceRecord record) => On(userId, record).Read;

    private (UserRights Rights, OrgSchema Seen, DateTimeOffset? Since) Entry(string userId)
    {
        var now = (org.Records.SetupVersion, org.Schema.Version, org.Switches);
        if (known != now)
        {
            byUser.Clear();
            changedAt = known == default ? null : org.Clock.Now;
        }

        known = now;
        var before = byUser.TryGetValue(userId, out var entry) ? entry.Rights.Until : (DateTimeOffset?)null;
        if (before > org.Clock.Now) return entry;
        var rights = RightsReader.Read(org, userId);
        return byUser[userId] = (rights, SchemaView.Of(org.Schema, rights), before ?? entry.Since);
    }
}
