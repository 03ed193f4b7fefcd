using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Access;

/// <summary>Which objects and fields permission sets speak of; all others are open to everybody.</summary>
internal static class Permissionable
{
    public static bool Object(ObjectDefinition definition) => definition.Can("permissionable") || IsCustom(definition.Name);

    /// <summary>Objects whose fields have security; tasks and events have no permissions of their own but that.</summary>
    public static bool Fields(ObjectDefinition definition) => Object(definition) || definition.Name is "Task" or "Event";

    /// <summary>The name under which permissions speak of a field: an address counts as one. Null: the field is always open.</summary>
    public static string? FieldName(ObjectDefinition definition, FieldDefinition field)
    {
        if (!Fields(definition) || field.NameField || field.Name == "RecordTypeId" || (!field.Custom && field.Name.StartsWith("Call", StringComparison.Ordinal))) return null;
        if (field.Type.IsCompound()) return field.Name;
        if (field.CompoundFieldName is { } compound) return definition.Field(compound) is { } whole && whole.Type.IsCompound() ? compound : null;
        return (field.Nillable || field.AutoNumber || field.Type == FieldType.Boolean) && (field.Createable || field.Updateable || field.Custom) ? field.Name : null;
    }

    /// <summary>What belongs to the setup of an org.</summary>
    public static bool IsSetup(string name) => name is "User" or "UserRole" or "Group" or "GroupMember" or "QueueSobject" or "PermissionSet" or "PermissionSetAssignment" or "PermissionSetGroup" or "PermissionSetGroupComponent"
        or "ObjectPermissions" or "FieldPermissions" or "RecordType" or "Organization" or "CallCenter";

    /// <summary>What tells who was given which permissions.</summary>
    public static bool IsPermissionSets(string name) => name is "PermissionSet" or "PermissionSetAssignment" or "PermissionSetGroup" or "PermissionSetGroupComponent";

    public static bool IsCustom(string name) => name.EndsWith("__c", StringComparison.Ordinal);
}
