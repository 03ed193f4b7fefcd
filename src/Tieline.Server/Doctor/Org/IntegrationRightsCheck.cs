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

    /// <summary>Without them: no set-up; or users may be hidden, who then cannot be told from those that are gone.</summary>
    private static readonly string[] Useful = [ViewSetup, "ViewAllUsers"];

    /// <summary>Of the permission set Tieline Assign. Without it: roles are not given from the page People, only in Setup.</summary>
    private const string Optional = "AssignPermissionSets";

    private static readonly string[] TooGreat = ["ModifyAllData", "ManageUsers", "CustomizeApplication", "ModifyMetadata"];

    private static readonly SoqlName[] Fields = [.. Needed.Concat(Useful).Append(Optional).Concat(TooGreat).Select(name => new SoqlName("Permissions" + name))];

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
        var sets = await salesforce.Query.ListAsync<JsonObject>($"SELECT Label, {Fields} FROM PermissionSet WHERE {which}", cancellationToken);
        var has = Needed.Concat(Useful).Append(Optional).Concat(TooGreat).Where(name => sets.Any(set => (bool?)set["Permissions" + name] == true)).ToHashSet();
        return Judge(has).With($"user {userId}", $"sets: {string.Join(", ", sets.Select(set => (string?)set["Label"]))}", $"permissions: {string.Join(", ", has)}");
    }

    /// <summary>Pure.</summary>
    internal static Finding Judge(IReadOnlySet<string> has)
    {
        static string Listed(IEnumerable<string> names) => string.Join(", ", names);
        return Needed.Any(name => !has.Contains(name)) ? Finding.Broken("Missing", Listed(Needed.Where(name => !has.Contains(name))))
            : TooGreat.Any(has.Contains) ? Finding.Warning("TooMany", Listed(TooGreat.Where(has.Contains)))
            : Useful.Any(name => !has.Contains(name)) ? Finding.Warning("Less", Listed(Useful.Where(name => !has.Contains(name))))
            : !has.Contains(Optional) ? new Finding(Verdict.Well, "NoAssign", [Listed(Needed.Concat(Useful))])
            : Finding.Well(Listed(Needed.Concat(Useful).Append(Optional)));
    }

    private sealed record UserRow(string? ProfileId);

    private sealed record AssignmentRow(string? PermissionSetId);
}
