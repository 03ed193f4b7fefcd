using System.Text.Json.Nodes;
using Tieline.Salesforce;
using Tieline.Server.Users;

namespace Tieline.Server.Doctor.Org;

/// <summary>The integration user has the system permissions that Tieline needs, those of the permission set Tieline Integration, and none of the great ones.</summary>
internal sealed class IntegrationRightsCheck : ICheck
{
    /// <summary>Without it: calls cannot be logged, or no request is answered.</summary>
    private static readonly string[] Needed = ["ApiEnabled", "EditTask"];

    /// <summary>Without it: set-up cannot be read, here and for the roles.</summary>
    private const string ViewSetup = "ViewSetup";

    /// <summary>
    /// The others of the permission set Tieline Integration. Without them: set-up cannot be read, users may be hidden who then cannot be told from those that are
    /// gone, and meetings are not written.
    /// </summary>
    private static readonly string[] Useful = [ViewSetup, "ViewAllUsers", "ViewRoles", "EditEvent", "ActivitiesAccess"];

    /// <summary>Of the permission set Tieline Assign. Without it: roles are not given from the page People, only in Setup.</summary>
    private const string Optional = "AssignPermissionSets";

    /// <summary>Whoever has one of them may read or change what he likes, or give himself the rest.</summary>
    private static readonly string[] TooGreat =
    [
        "ModifyAllData", "ViewAllData", "ManageUsers", "ManageInternalUsers", "ManageProfilesPermissionsets", "ManageRoles", "ManageSharing", "ManageRemoteAccess", "CustomizeApplication", "ModifyMetadata",
        "AuthorApex", "DataExport",
    ];

    /// <summary>Objects of the package whose records are all Tieline's.</summary>
    internal static readonly string[] Ours = ["Webex_Launch_Key__c"];

    private static readonly string[] All = [.. Needed, .. Useful, Optional, .. TooGreat];

    /// <summary>Those that the permission set Tieline Integration gives.</summary>
    internal static IEnumerable<string> OfTheSet => Needed.Concat(Useful);

    public Mender Who => Mender.Salesforce;

    public IReadOnlyList<string> Says { get; } = ["Missing", "Less", "TooMany", "NoAssign"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var salesforce = await on.OrgClientAsync(cancellationToken);
        try
        {
            return await LookAsync(salesforce, (await salesforce.Identity.UserInfoAsync(cancellationToken)).UserId, cancellationToken);
        }
        catch (SalesforceException problem) when (PermissionSets.AreHidden(problem))
        {
            return Finding.Warning("Less", ViewSetup).With(problem.Message); // What else he has he cannot see.
        }
    }

    private static async Task<Finding> LookAsync(SalesforceClient salesforce, string? userId, CancellationToken cancellationToken)
    {
        // The set that belongs to a profile is not assigned in every org, so it is asked for by itself.
        var profile = await salesforce.Query.FirstOrDefaultAsync<UserRow>($"SELECT ProfileId FROM User WHERE Id = {userId}", cancellationToken);
        var assigned = await salesforce.Query.ListAsync<AssignmentRow>($"SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = {userId}", cancellationToken);
        var ids = assigned.Select(row => row.PermissionSetId).OfType<string>().ToList();
        var which = Soql.Any([Soql.Of($"ProfileId = {profile?.ProfileId}"), .. ids.Count > 0 ? new[] { Soql.Of($"Id IN {ids}") } : []]);
        // Not every org has every permission.
        var known = (await salesforce.Describe.ObjectAsync("PermissionSet", cancellationToken))?.Fields.Select(field => field.Name).ToHashSet() ?? [];
        var fields = All.Select(name => "Permissions" + name).Where(known.Contains).Select(name => new SoqlName(name)).ToArray();
        var sets = await salesforce.Query.ListAsync<JsonObject>($"SELECT Id, Label, {fields} FROM PermissionSet WHERE {which}", cancellationToken);
        var has = All.Where(name => sets.Any(set => (bool?)set["Permissions" + name] == true)).ToHashSet();
        var setIds = sets.Select(set => (string?)set["Id"]).OfType<string>().ToList();
        var whole = await salesforce.Query.ListAsync<ObjectRow>($"SELECT SobjectType FROM ObjectPermissions WHERE ParentId IN {setIds} AND PermissionsModifyAllRecords = TRUE", cancellationToken);
        var objects = whole.Select(row => row.SobjectType).Except(Ours).Order(StringComparer.Ordinal).ToList();
        return Judge(has, objects).With(
            $"user {userId}", $"sets: {string.Join(", ", sets.Select(set => (string?)set["Label"]))}", $"permissions: {string.Join(", ", has)}", $"Modify All of: {(objects.Count == 0 ? "none" : string.Join(", ", objects))}");
    }

    /// <summary>Pure.</summary>
    /// <param name="has">System permissions, of those that are looked at.</param>
    /// <param name="objects">Objects of which he may modify all records.</param>
    internal static Finding Judge(IReadOnlySet<string> has, IReadOnlyList<string> objects)
    {
        static string Listed(IEnumerable<string> names) => string.Join(", ", names);
        return Needed.Any(name => !has.Contains(name)) ? Finding.Broken("Missing", Listed(Needed.Where(name => !has.Contains(name))))
            : TooGreat.Any(has.Contains) || objects.Count > 0 ? Finding.Warning("TooMany", Listed([.. TooGreat.Where(has.Contains), .. objects.Select(name => $"Modify All {name}")]))
            : Useful.Any(name => !has.Contains(name)) ? Finding.Warning("Less", Listed(Useful.Where(name => !has.Contains(name))))
            : !has.Contains(Optional) ? new Finding(Verdict.Well, "NoAssign", [Listed(Needed.Concat(Useful))])
            : Finding.Well(Listed(Needed.Concat(Useful).Append(Optional)));
    }

    private sealed record UserRow(string? ProfileId);

    private sealed record AssignmentRow(string? PermissionSetId);

    private sealed record ObjectRow(string SobjectType);
}
