using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Access;

/// <summary>Whose records count as a user's own, and which were shared with him by hand; each owner is looked at once.</summary>
internal sealed class OwnerSharing(SalesforceOrg org, string userId)
{
    private const int MostRoles = 500;
    private readonly IReadOnlySet<string> groups = org.Access.Of(userId).Groups;
    private readonly Dictionary<string, bool> owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RecordTable?> tables = new(StringComparer.Ordinal);

    public bool Owns(string? ownerId)
    {
        if (ownerId is null) return false;
        return owners.TryGetValue(ownerId, out var known) ? known : owners[ownerId] = ownerId == userId || groups.Contains(ownerId) || IsAbove(ownerId);
    }

    /// <param name="levelOf">the object whose level the share is asked for</param>
    public RecordRights Granted(string sharedObject, string id, string levelOf)
    {
        if (Table(sharedObject) is not { } table) return RecordRights.None;
        var all = RecordRights.None;
        foreach (var share in table.WithText(sharedObject + "Id", id))
            if (!share.IsDeleted && share.Text("UserOrGroupId") is { } to && (to == userId || groups.Contains(to)))
                all = all.Or(RecordRights.OfShare(share.Text(levelOf + "AccessLevel")));
        return all;
    }

    /// <summary>The object's shares; null when there are none.</summary>
    private RecordTable? Table(string sharedObject)
    {
        if (tables.TryGetValue(sharedObject, out var known)) return known;
        var table = org.Schema.Find(sharedObject + "Share") is { } shares ? org.Records.Table(shares.Name) : null;
        return tables[sharedObject] = table is { Count: > 0 } ? table : null;
    }

    /// <summary>Whether the user's role stands above the owner's.</summary>
    private bool IsAbove(string ownerId)
    {
        if (org.Records.Find(userId)?.Text("UserRoleId") is not { } role) return false;
        var at = org.Records.Find(org.Records.Find(ownerId)?.Text("UserRoleId"));
        for (var steps = 0; at is not null && steps < MostRoles; steps++)
        {
            if (at.Text("ParentRoleId") == role) return true;
            at = org.Records.Find(at.Text("ParentRoleId"));
        }

        return false;
    }
}
