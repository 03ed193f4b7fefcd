using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Access;

/// <summary>A group gives what its permission sets give, and is assigned as they are; who may assign need not be an administrator.</summary>
public sealed class PermissionSetGroupTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient admin = null!;
    private OrgClient ann = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        (ann, admin) = (await org.AsAsync(), await org.AsAsync("admin"));
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    [Fact]
    public async Task A_group_is_assigned_by_a_permission_set_of_its_own_and_gives_what_is_in_it()
    {
        var set = await admin.NewIdAsync("PermissionSet", new { Name = "Assigners", Label = "Assigners", PermissionsAssignPermissionSets = true });
        var group = await admin.NewIdAsync("PermissionSetGroup", new { DeveloperName = "Desk", MasterLabel = "Service Desk" });
        var component = await admin.NewIdAsync("PermissionSetGroupComponent", new { PermissionSetGroupId = group, PermissionSetId = set });
        (await admin.CreateAsync("PermissionSetGroupComponent", new { PermissionSetGroupId = group, PermissionSetId = set })).Refused("DUPLICATE_VALUE");
        (await ann.CreateAsync("PermissionSetAssignment", new { AssigneeId = ann.UserId, PermissionSetId = set })).Refused("NOT_FOUND", 404); // She has no View Setup: for her there is no such object.

        var assignment = await admin.NewIdAsync("PermissionSetAssignment", new { AssigneeId = ann.UserId, PermissionSetGroupId = group });
        var row = (await admin.QueryAsync($"SELECT PermissionSetGroup.MasterLabel, PermissionSet.Type, PermissionSet.PermissionSetGroupId FROM PermissionSetAssignment WHERE Id = '{assignment}'")).Is(200).Records.Single()!;
        Assert.Equal(("Service Desk", "Group", group), ((string)row["PermissionSetGroup"]!["MasterLabel"]!, (string)row["PermissionSet"]!["Type"]!, (string)row["PermissionSet"]!["PermissionSetGroupId"]!));
        var own = await ann.NewIdAsync("PermissionSetAssignment", new { AssigneeId = ann.UserId, PermissionSetId = set });
        (await ann.DeleteAsync("PermissionSetAssignment", own)).Is(204);

        (await admin.DeleteAsync("PermissionSetGroupComponent", component)).Is(204);
        (await ann.CreateAsync("PermissionSetAssignment", new { AssigneeId = ann.UserId, PermissionSetId = set })).Refused("NOT_FOUND", 404); // She has no View Setup: for her there is no such object.
    }
}
