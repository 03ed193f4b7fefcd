using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Access;

/// <summary>Adds up what a user's profile and permission sets give him. Callers hold the org's gate.</summary>
internal static class RightsReader
{
    public static UserRights Read(SalesforceOrg org, string userId)
    {
        var user = org.Records.Find(userId);
        var until = DateTimeOffset.MaxValue;
        var sets = new HashSet<string>(StringComparer.Ordinal);
        var permissions = new HashSet<string>(StringComparer.Ordinal);
        if (user?["UserPermissionsMarketingUser"] is not false) permissions.Add("UserPermissionsMarketingUser");
        var profile = org.Records.Find(user?.Text("ProfileId"));
        if (profile is not null)
        {
            permissions.UnionWith(Flags(profile));
            sets.UnionWith(org.Records.Table("PermissionSet").WithText("ProfileId", profile.Id).Select(s => s.Id));
        }

        foreach (var assignment in org.Records.Table("PermissionSetAssignment").WithText("AssigneeId", userId))
        {
            var ends = assignment.Moment("ExpirationDate") ?? DateTimeOffset.MaxValue;
            if (ends <= org.Clock.Now || assignment.Is("IsRevoked") || assignment.Text("PermissionSetId") is not { } set) continue;
            sets.Add(set);
            if (assignment.Text("PermissionSetGroupId") is { } group)
                sets.UnionWith(org.Records.Table("PermissionSetGroupComponent").WithText("PermissionSetGroupId", group).Select(c => c.Text("PermissionSetId")!));
            if (ends < until) until = ends;
        }

        var names = sets.Select(set => org.Records.Find(set)?.Text("Name")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var (objects, fields) = (new Dictionary<string, ObjectRights>(StringComparer.OrdinalIgnoreCase), new Dictionary<string, FieldRights>(StringComparer.OrdinalIgnoreCase));
        foreach (var set in sets)
        {
            if (org.Records.Find(set) is { } row) permissions.UnionWith(Flags(row));
            foreach (var one in org.Records.Table("ObjectPermissions").WithText("ParentId", set))
                objects[one.Text("SobjectType")!] = ObjectRights.Of(one).Or(objects.GetValueOrDefault(one.Text("SobjectType")!));
            foreach (var one in org.Records.Table("FieldPermissions").WithText("ParentId", set))
                fields[one.Text("Field")!] = new FieldRights(one.Is("PermissionsRead"), one.Is("PermissionsEdit")).Or(fields.GetValueOrDefault(one.Text("Field")!));
        }

        return new UserRights
        {
            Objects = objects, Fields = fields, Permissions = permissions, Groups = Groups(org, userId), PermissionSets = names, Profile = profile?.Text("Name"), Until = until,
            CustomIsOpen = !org.Switches.CustomNeedsPermission, SetupIsClosed = org.Switches.SetupNeedsAdministrator,
            PermissionSetsAreOpen = !org.Switches.PermissionSetsNeedViewSetup, HasAccessPolicies = org.Switches.UserAccessPolicies,
        };
    }

    private static IEnumerable<string> Flags(SalesforceRecord row) =>
        row.Values.Where(v => v.Value is true && v.Key.StartsWith("Permissions", StringComparison.Ordinal)).Select(v => v.Key);

    private static HashSet<string> Groups(SalesforceOrg org, string memberId)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>([memberId]);
        while (open.TryDequeue(out var member))
            foreach (var row in org.Records.Table("GroupMember").WithText("UserOrGroupId", member))
                if (row.Text("GroupId") is { } group && found.Add(group))
                    open.Enqueue(group);
        return found;
    }
}
