using Tieline.SalesforceSimulator.Access;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Seed;

/// <summary>Every profile may do everything with every standard object and field, until somebody takes it away.</summary>
internal static class PermissionSeed
{
    public static void Fill(SalesforceOrg org)
    {
        // Users are here already when an older state file is read, which has no permissions.
        foreach (var user in org.Records.Rows("User").ToList()) org.Records.Put(user.With("UserPermissionsMarketingUser", true));
        foreach (var set in org.Records.Rows("PermissionSet").Where(s => s.Is("IsOwnedByProfile")).ToList())
        {
            var all = org.Records.Find(set.Text("ProfileId"))?.Is("PermissionsModifyAllData") == true;
            org.Records.Put(set.With("PermissionsActivitiesAccess", true).With("PermissionsEditTask", true).With("PermissionsEditEvent", true).With("PermissionsConvertLeads", true));
            foreach (var definition in org.Schema.Objects.Where(Permissionable.Fields).Where(o => !Permissionable.IsCustom(o.Name)).OrderBy(o => o.Name, StringComparer.Ordinal))
            {
                if (Permissionable.Object(definition))
                    SeedRows.Put(org, "ObjectPermissions", ("ParentId", set.Id), ("SobjectType", definition.Name), ("PermissionsRead", true), ("PermissionsCreate", true), ("PermissionsEdit", true),
                        ("PermissionsDelete", true), ("PermissionsViewAllRecords", all), ("PermissionsModifyAllRecords", all));
                var names = definition.Fields.Select(f => Permissionable.FieldName(definition, f)).OfType<string>().Where(n => !Permissionable.IsCustom(n));
                foreach (var name in names.Distinct())
                    SeedRows.Put(org, "FieldPermissions", ("ParentId", set.Id), ("SobjectType", definition.Name), ("Field", $"{definition.Name}.{name}"), ("PermissionsRead", true), ("PermissionsEdit", true));
            }
        }
    }
}
