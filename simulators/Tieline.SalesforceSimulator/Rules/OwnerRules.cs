namespace Tieline.SalesforceSimulator.Rules;

/// <summary>Who may be given a record: an active user who may read it, or a queue for its object. Only its owner, those above him and who may transfer it give it away.</summary>
public static class OwnerRules
{
    public static void Apply(Save save)
    {
        if (!save.IsInsert && !save.Changed("OwnerId")) return;
        if (save.Definition.Field("OwnerId") is null || save.Related("OwnerId") is not { } owner) return;
        if (owner.ObjectName == "User" && !owner.Is("IsActive"))
            throw SalesforceRefusal.Bad("INACTIVE_OWNER_OR_USER", "operation performed with inactive user [" + owner.Id[..15] + "] as owner of " + save.Definition.Name.ToLowerInvariant());
        if (!save.IsInsert && !save.Org.Access.On(save.UserId, save.Before!).Transfer) throw SalesforceRefusal.NoAccess();
        if (owner.ObjectName == "User" && !save.Org.Access.Of(owner.Id).On(save.Definition).Read)
            throw SalesforceRefusal.Bad("TRANSFER_REQUIRES_READ", "The new owner must have read permission", "OwnerId");
        if (owner.ObjectName == "Group" && owner.Text("Type") != "Queue")
            throw SalesforceRefusal.Bad("INVALID_CROSS_REFERENCE_KEY", "Owner ID: group is not a queue", "OwnerId");
        if (owner.ObjectName == "Group" && save.Org.Records.Table("QueueSobject").WithText("QueueId", owner.Id).All(q => q.Text("SobjectType") != save.Definition.Name))
            throw SalesforceRefusal.Bad("INVALID_OPERATION", "Queue not associated with this SObject type", "OwnerId");
    }
}
