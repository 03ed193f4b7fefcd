using Tieline.SalesforceSimulator.PlatformEvents;
using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Access;

/// <summary>All that profile and permission sets give one user.</summary>
internal sealed class UserRights
{
    public required IReadOnlyDictionary<string, ObjectRights> Objects { get; init; }

    /// <summary>By <c>Object.Field</c>.</summary>
    public required IReadOnlyDictionary<string, FieldRights> Fields { get; init; }

    /// <summary>System permissions, such as <c>PermissionsEditTask</c>.</summary>
    public required IReadOnlySet<string> Permissions { get; init; }

    /// <summary>Ids of the groups and queues the user is in, also by way of other groups.</summary>
    public required IReadOnlySet<string> Groups { get; init; }

    /// <summary>Names of the permission sets assigned to him.</summary>
    public required IReadOnlySet<string> PermissionSets { get; init; }

    /// <summary>The name of his profile.</summary>
    public required string? Profile { get; init; }

    /// <summary>When an assignment ends, and with it what is said here.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Custom objects and fields are open to everybody.</summary>
    public required bool CustomIsOpen { get; init; }

    /// <summary>Only administrators change the setup.</summary>
    public required bool SetupIsClosed { get; init; }

    /// <summary>Permission sets are seen by everybody.</summary>
    public required bool PermissionSetsAreOpen { get; init; }

    /// <summary>The org has user access policies.</summary>
    public required bool HasAccessPolicies { get; init; }

    public bool Has(string permission) => Permissions.Contains(permission);

    /// <summary>Whether he may change what the org is made of: its channels, for one.</summary>
    public bool Customizes => !SetupIsClosed || Has("PermissionsCustomizeApplication");

    /// <summary>
    /// Whether an object's change events are for him: they tell of all its records, whoever may see them. A platform event asks for the right to read it.
    /// See https://developer.salesforce.com/docs/platform/change-data-capture/guide/cdc-security-perms.html
    /// </summary>
    public bool Hears(ObjectDefinition definition) => definition.Name == "User" ? Has("PermissionsViewAllUsers")
        : PlatformEvent.Is(definition) ? On(definition).Read
        : Has("PermissionsViewAllData") || Has("PermissionsModifyAllData") || (Permissionable.Object(definition) && On(definition).ViewAll);

    public ObjectRights On(ObjectDefinition definition)
    {
        if (Parents.Controlling(definition.Name) is { } parent) return Named(parent).Read ? ObjectRights.All with { ViewAll = false, ModifyAll = false } : default;
        if (definition.Name is "Task" or "Event") return Activities(Has(definition.Name == "Task" ? "PermissionsEditTask" : "PermissionsEditEvent"));
        if (definition.Name == "UserLogin") return Has("PermissionsManageUsers") ? ObjectRights.All : default;
        // https://developer.salesforce.com/docs/platform/object-reference/references/standard-objects/object-permissionsetassignment.html
        if (!PermissionSetsAreOpen && Permissionable.IsPermissionSets(definition.Name) && !(Has("PermissionsViewSetup") || Has("PermissionsAssignPermissionSets") || Has("PermissionsManageUsers"))) return default;
        // https://help.salesforce.com/s/articleView?id=platform.perm_sets_assigning.htm
        if (definition.Name == "PermissionSetAssignment" && Has("PermissionsAssignPermissionSets")) return ObjectRights.All;
        if (SetupIsClosed && Permissionable.IsSetup(definition.Name) && !Has("PermissionsModifyAllData")) return ObjectRights.Reader;
        if (!Permissionable.Object(definition) || (CustomIsOpen && Permissionable.IsCustom(definition.Name))) return ObjectRights.All;
        var rights = Named(definition.Name);
        return definition.Name == "Campaign" && !Has("UserPermissionsMarketingUser") ? rights with { Create = false, Edit = false, Delete = false } : rights;
    }

    public FieldRights On(ObjectDefinition definition, FieldDefinition field)
    {
        if (definition.Name == "PermissionSetAssignment" && field.Name == "IsRevoked" && !HasAccessPolicies) return default;
        if (Permissionable.FieldName(definition, field) is not { } name || (CustomIsOpen && Permissionable.IsCustom(name))) return FieldRights.All;
        return Fields.GetValueOrDefault($"{definition.Name}.{name}");
    }

    private ObjectRights Named(string objectName)
    {
        var rights = Objects.GetValueOrDefault(objectName);
        if (Has("PermissionsModifyAllData")) return ObjectRights.All;
        return Has("PermissionsViewAllData") ? rights with { Read = true, ViewAll = true } : rights;
    }

    private ObjectRights Activities(bool edit) => new(true, edit, edit, edit, Has("PermissionsViewAllData") || Has("PermissionsModifyAllData"), Has("PermissionsModifyAllData"));
}
