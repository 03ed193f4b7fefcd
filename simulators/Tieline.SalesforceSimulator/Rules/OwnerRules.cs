namespace Tieline.SalesforceSimulator.Rules;

/// <summary>A record may not be given to an inactive user; of groups only queues own records.</summary>
public static class OwnerRules
{
    public static void Apply(Save save)
    {
        if (!save.IsInsert && !save.Changed("OwnerId")) return;
        if (save.Definition.Field("OwnerId") is null || save.Related("OwnerId") is not { } owner) return;
        if (owner.ObjectName == "User" && !owner.Is("IsActive"))
            throw SalesforceRefusal.Bad("INACTIVE_OWNER_OR_USER", "operation performed with inactive user [" + owner.Id[..15] + "] as owner of " + save.Definition.Name.ToLowerInvariant());
        if (owner.ObjectName == "Group" && owner.Text("Type") != "Queue")
            throw SalesforceRefusal.Bad("INVALID_CROSS_REFERENCE_KEY", "Owner ID: group is not a queue", "OwnerId");
    }
}
