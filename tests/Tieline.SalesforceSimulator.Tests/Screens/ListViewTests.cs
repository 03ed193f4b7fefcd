using Tieline.SalesforceSimulator.Tests.Metadata;

namespace Tieline.SalesforceSimulator.Tests.Screens;

/// <summary>List views: those every org has, and deployed ones with filters.</summary>
public sealed class ListViewTests : IAsyncLifetime
{
    private const string Long = "<listViews><fullName>Long</fullName><booleanFilter>1 OR (2 AND 3)</booleanFilter><columns>NAME</columns><columns>Seconds__c</columns><columns>CREATEDBY_USER.ALIAS</columns><filterScope>Everything</filterScope>"
        + "<filters><field>Seconds__c</field><operation>greaterThan</operation><value>60</value></filters><filters><field>NAME</field><operation>startsWith</operation><value>O'</value></filters>"
        + "<filters><field>Seconds__c</field><operation>notEqual</operation><value></value></filters><label>Long visits</label></listViews>";

    private Deployer to = null!;

    public async ValueTask InitializeAsync() => to = await Deployer.StartOpenAsync();

    public ValueTask DisposeAsync() => to.DisposeAsync();

    private static Package Visits(string views) => new Package().Object("Visit__c", Package.Field("Seconds__c", "Number", "<precision>6</precision><scale>0</scale>"), views);

    [Fact]
    public async Task Mine_and_all_are_told_apart()
    {
        var bo = await to.Org.AsAsync("ann.berg");
        await to.Admin.NewIdAsync("Account", new { Name = "Acme" });
        await bo.NewIdAsync("Account", new { Name = "Berg" });
        var views = (await bo.GetAsync("sobjects/Account/listviews")).Is(200).Body!;
        Assert.Equal((2, true, "Account"), ((int)views["size"]!, (bool)views["done"]!, (string)views["sobjectType"]!));
        Assert.Equal(["AllAccounts", "MyAccounts"], views["listviews"]!.AsArray().Select(v => (string)v!["developerName"]!));
        Assert.Equal(2, (int)(await bo.GetAsync((string)views["listviews"]![0]!["resultsUrl"]!)).Is(200).Body!["size"]!);
        var mine = (await bo.GetAsync((string)views["listviews"]![1]!["resultsUrl"]!)).Is(200).Body!;
        var row = Assert.Single(mine["records"]!.AsArray())!["columns"]!.AsArray();
        Assert.Equal(("Name", "Berg"), ((string)row[0]!["fieldNameOrPath"]!, (string)row[0]!["value"]!));
        Assert.Equal(mine["columns"]!.AsArray().Select(c => (string)c!["fieldNameOrPath"]!), row.Select(c => (string)c!["fieldNameOrPath"]!));
        Assert.Equal(2, (await bo.QueryAsync("SELECT Id, Name FROM ListView WHERE SobjectType = 'Account'")).Is(200).Records.Count);
    }

    [Fact]
    public async Task A_deployed_view_filters_as_its_logic_says()
    {
        await to.DeployedAsync(Visits(Long));
        foreach (var (name, seconds) in new (string, int?)[] { ("O'Hara", 5), ("O'Neil", null), ("Short", 30), ("Zoe", 90) }) await to.Admin.NewIdAsync("Visit__c", new { Name = name, Seconds__c = seconds });
        var view = Assert.Single((await to.Admin.GetAsync("sobjects/Visit__c/listviews")).Is(200).Body!["listviews"]!.AsArray())!;
        var describe = (await to.Admin.GetAsync((string)view["describeUrl"]!)).Is(200).Body!;
        Assert.Contains("WHERE Seconds__c > 60 OR (Name LIKE 'O\\'%' AND Seconds__c != null)", (string)describe["query"]!, StringComparison.Ordinal);
        Assert.Equal(4, (await to.Admin.GetAsync("query?q=" + Uri.EscapeDataString(((string)describe["query"]!).Split(" WHERE ")[0]))).Is(200).Records.Count);
        var results = (await to.Admin.GetAsync((string)view["resultsUrl"]!)).Is(200).Body!;
        Assert.Equal(["O'Hara", "Zoe"], results["records"]!.AsArray().Select(r => (string)r!["columns"]![0]!["value"]!));
        Assert.Equal(["Zoe"], (await to.Admin.GetAsync("sobjects/Visit__c/listviews/Long/results?limit=1&offset=1")).Is(200).Body!["records"]!.AsArray().Select(r => (string)r!["columns"]![0]!["value"]!));
    }

    [Theory]
    [InlineData("<columns>Nothing__c</columns>", "No such column 'Nothing__c'")]
    [InlineData("<columns>NAME</columns><filters><field>Nothing__c</field><operation>equals</operation><value>1</value></filters>", "Could not resolve list view filter column: Nothing__c")]
    [InlineData("<columns>NAME</columns><filters><field>Seconds__c</field><operation>equals</operation><value>many</value></filters>", "Invalid value of a list view filter: many")]
    [InlineData("<columns>NAME</columns><booleanFilter>1 AND 2</booleanFilter><filters><field>Seconds__c</field><operation>equals</operation><value>1</value></filters>", "Invalid filter logic: 1 AND 2")]
    public async Task A_view_that_cannot_be_fails_the_deployment(string elements, string problem)
    {
        var problems = await to.ProblemsAsync(Visits($"<listViews><fullName>Bad</fullName>{elements}<filterScope>Everything</filterScope><label>Bad</label></listViews>"));
        Assert.Contains(problem, problems["Visit__c.Bad"], StringComparison.Ordinal);
        (await to.Admin.GetAsync("sobjects/Visit__c")).Refused("NOT_FOUND", 404);
    }

    [Theory]
    [InlineData("sobjects/Account/listviews/Nothing", "NOT_FOUND", 404)]
    [InlineData("sobjects/Account/listviews/AllAccounts/results?limit=0", "NUMBER_OUTSIDE_VALID_RANGE", 400)]
    [InlineData("sobjects/Account/listviews/AllAccounts/results?offset=x", "NUMBER_OUTSIDE_VALID_RANGE", 400)]
    [InlineData("sobjects/Profile/listviews", "NOT_FOUND", 404)]
    public async Task What_is_no_view_is_refused(string path, string code, int status) => (await to.Admin.GetAsync(path)).Refused(code, status);

    [Fact]
    public async Task A_removed_object_takes_its_views_along()
    {
        await to.DeployedAsync(Visits(Long));
        await to.DeployedAsync(new Package().Deleting("CustomObject", "Visit__c"));
        Assert.Empty((await to.Admin.QueryAsync("SELECT Id FROM ListView WHERE SobjectType = 'Visit__c'")).Is(200).Records);
    }
}
