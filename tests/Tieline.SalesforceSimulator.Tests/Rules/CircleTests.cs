using Tieline.SalesforceSimulator.Tests.Metadata;

namespace Tieline.SalesforceSimulator.Tests.Rules;

/// <summary>Records that hang below each other in a circle are deleted once, and the deletion comes to an end.</summary>
public sealed class CircleTests : IAsyncLifetime
{
    private Deployer to = null!;

    public async ValueTask InitializeAsync() => to = await Deployer.StartOpenAsync();

    public ValueTask DisposeAsync() => to.DisposeAsync();

    [Fact]
    public async Task Accounts_that_are_each_others_parents_only_lose_the_link()
    {
        var admin = to.Admin;
        var above = await admin.NewIdAsync("Account", new { Name = "Above" });
        var below = await admin.NewIdAsync("Account", new { Name = "Below", ParentId = above });
        await admin.UpdateAsync("Account", above, new { ParentId = below });
        (await admin.DeleteAsync("Account", above)).Is(204);
        Assert.Null((await admin.RowAsync("Account", below))["ParentId"]);
    }

    [Fact]
    public async Task A_contact_that_reports_to_itself_over_another_is_deleted()
    {
        var admin = to.Admin;
        var one = await admin.NewIdAsync("Contact", new { LastName = "One" });
        var other = await admin.NewIdAsync("Contact", new { LastName = "Other", ReportsToId = one });
        await admin.UpdateAsync("Contact", one, new { ReportsToId = other });
        (await admin.DeleteAsync("Contact", one)).Is(204);
        Assert.Null((await admin.RowAsync("Contact", other))["ReportsToId"]);
    }

    [Fact]
    public async Task Rows_that_go_with_each_other_in_a_circle_go_once()
    {
        const string Cascade = "<referenceTo>Node__c</referenceTo><relationshipName>Nodes</relationshipName><deleteConstraint>Cascade</deleteConstraint>";
        await to.DeployedAsync(new Package().Object("Node__c", Package.Field("Above__c", "Lookup", Cascade)));
        var one = await to.Admin.NewIdAsync("Node__c", new { Name = "One" });
        var other = await to.Admin.NewIdAsync("Node__c", new { Name = "Other", Above__c = one });
        (await to.Admin.UpdateAsync("Node__c", one, new { Above__c = other })).Is(204);
        (await to.Admin.DeleteAsync("Node__c", one)).Is(204);
        (await to.Admin.GetAsync("sobjects/Node__c/" + other)).Refused("ENTITY_IS_DELETED", 404);
    }
}
