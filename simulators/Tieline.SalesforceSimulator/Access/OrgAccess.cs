using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Access;

/// <summary>Who may do what in the org; what was worked out for a user is kept until settings change. Callers hold the org's gate.</summary>
internal sealed class OrgAccess(SalesforceOrg org)
{
    private readonly Dictionary<string, (UserRights Rights, OrgSchema Seen)> byUser = new(StringComparer.Ordinal);
    private (long, long, Switches) known;

    /// <summary>When what users may do was last seen to have changed; describe tells it as Last-Modified. Null: never.</summary>
    public DateTimeOffset? ChangedAt { get; private set; }

    public UserRights Of(string userId) => Entry(userId).Rights;

    /// <summary>The schema as the user sees it.</summary>
    public OrgSchema SchemaOf(string userId) => Entry(userId).Seen;

    public RecordRights On(string userId, SalesforceRecord record) => RecordSharing.Of(org, userId, record);

    public bool Reads(string userId, SalesforceRecord record) => On(userId, record).Read;

    private (UserRights Rights, OrgSchema Seen) Entry(string userId)
    {
        var now = (org.Records.SetupVersion, org.Schema.Version, org.Switches);
        if (known != now)
        {
            byUser.Clear();
            ChangedAt = known == default ? null : org.Clock.Now;
        }

        known = now;
        if (byUser.TryGetValue(userId, out var entry) && entry.Rights.Until > org.Clock.Now) return entry;
        var rights = RightsReader.Read(org, userId);
        return byUser[userId] = (rights, SchemaView.Of(org.Schema, rights));
    }
}
