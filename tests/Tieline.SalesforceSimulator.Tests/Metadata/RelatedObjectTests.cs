using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Metadata;

/// <summary>Tasks and events about records of the org's own objects.</summary>
public sealed class RelatedObjectTests : IAsyncLifetime
{
    private const string WithActivities = "<enableActivities>true</enableActivities>";
    private Deployer to = null!;
    private OrgClient admin = null!;

    public async ValueTask InitializeAsync()
    {
        to = await Deployer.StartAsync();
        admin = to.Admin;
        await to.Org.ControlAsync("switches", new JsonObject { ["customNeedsPermission"] = false });
        await to.DeployedAsync(new Package().Object("Visit__c", WithActivities).Object("Quiet__c")
            .Object("Site__c", WithActivities, Package.Field("Account__c", "MasterDetail", "<referenceTo>Account</referenceTo><relationshipName>Sites</relationshipName>")));
    }

    public ValueTask DisposeAsync() => to.DisposeAsync();

    [Fact]
    public async Task An_object_that_allows_activities_has_them()
    {
        var visit = await admin.NewIdAsync("Visit__c", new { Name = "Monday" });
        var task = await admin.NewIdAsync("Task", new { Subject = "Prepare", WhatId = visit });
        await admin.NewIdAsync("Event", new { Subject = "Meet", WhatId = visit, StartDateTime = "2030-01-01T10:00:00Z", DurationInMinutes = 30 });
        var row = (await admin.QueryAsync("SELECT (SELECT Id FROM Tasks), (SELECT Subject FROM Events) FROM Visit__c")).Is(200).Records.Single()!;
        Assert.Equal((task, "Meet"), ((string)row["Tasks"]!["records"]![0]!["Id"]!, (string)row["Events"]!["records"]![0]!["Subject"]!));
        var asked = (await admin.QueryAsync("SELECT What.Name, What.Type, AccountId FROM Task WHERE What.Type = 'Visit__c'")).Is(200).Records.Single()!;
        Assert.Equal(("Monday", null), ((string)asked["What"]!["Name"]!, (string?)asked["AccountId"]));
        Assert.Equal("Prepare", (string)(await admin.QueryAsync("SELECT TYPEOF What WHEN Visit__c THEN Name END, Subject FROM Task")).Is(200).Records.Single()!["Subject"]!);
        var targets = (await admin.GetAsync("sobjects/Task/describe")).Is(200).Body!["fields"]!.AsArray().Single(f => (string)f!["name"]! == "WhatId")!["referenceTo"]!.AsArray().Select(t => (string)t!);
        Assert.Equal(["Account", "Campaign", "Case", "Opportunity", "Site__c", "Visit__c"], targets.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_object_without_activities_takes_none()
    {
        var quiet = await admin.NewIdAsync("Quiet__c", new { Name = "q" });
        (await admin.CreateAsync("Task", new { Subject = "x", WhatId = quiet })).Refused("MALFORMED_ID");
        (await admin.QueryAsync("SELECT (SELECT Id FROM Tasks) FROM Quiet__c")).Refused("INVALID_TYPE");
    }

    [Fact]
    public async Task A_task_about_a_detail_of_an_account_belongs_to_the_account()
    {
        var account = await admin.NewIdAsync("Account", new { Name = "Acme" });
        var site = await admin.NewIdAsync("Site__c", new { Name = "North", Account__c = account });
        var task = await admin.NewIdAsync("Task", new { Subject = "Inspect", WhatId = site });
        Assert.Equal(account, (string)(await admin.RowAsync("Task", task))["AccountId"]!);
        (await admin.DeleteAsync("Account", account)).Is(204);
        var left = await admin.RowAsync("Task", task);
        Assert.Equal((null, null, 0m), ((string?)left["WhatId"], (string?)left["AccountId"], (decimal)left["WhatCount"]!));
    }

    [Fact]
    public async Task Activities_go_with_the_object_and_are_there_after_a_restart_of_the_schema()
    {
        var state = await to.Org.GetJsonAsync("/control/state");
        await to.DeployedAsync(new Package().Deleting("CustomObject", "Visit__c"));
        Assert.DoesNotContain("Visit__c", (await admin.GetAsync("sobjects/Task/describe")).Is(200).Text);
        (await to.Org.Http.PutAsync("/control/state", TestOrg.Json(state))).EnsureSuccessStatusCode();
        Assert.Contains("Visit__c", (await (await to.Org.AsAsync("admin")).GetAsync("sobjects/Task/describe")).Is(200).Text);
    }
}
