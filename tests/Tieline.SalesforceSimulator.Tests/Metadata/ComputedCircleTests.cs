namespace Tieline.SalesforceSimulator.Tests.Metadata;

/// <summary>Fields that would be worked out from themselves are never deployed.</summary>
public sealed class ComputedCircleTests : IAsyncLifetime
{
    private const string Number = "<precision>10</precision><scale>2</scale>";
    private static readonly string Master = Package.Field("Boss__c", "MasterDetail", "<referenceTo>Boss__c</referenceTo><relationshipName>Parts</relationshipName>");
    private Deployer to = null!;

    public async ValueTask InitializeAsync() => to = await Deployer.StartOpenAsync();

    public ValueTask DisposeAsync() => to.DisposeAsync();

    private static string Formula(string name, string formula) => Package.Field(name, "Number", $"<formula>{formula}</formula>{Number}");

    private static string Count(string field) => Package.Field("Count__c", "Summary",
        $"<summaryFilterItems><field>Part__c.{field}</field><operation>greaterThan</operation><value>0</value></summaryFilterItems><summaryForeignKey>Part__c.Boss__c</summaryForeignKey><summaryOperation>count</summaryOperation>");

    [Fact]
    public async Task A_formula_that_names_its_own_field_in_another_spelling_is_refused()
    {
        await to.DeployedAsync(new Package().Object("Thing__c", Package.Field("Loop__c", "Number", Number)));
        var problems = await to.ProblemsAsync(new Package().Object("Thing__c", Formula("Loop__c", "loop__c + 1")));
        Assert.Equal("The formula includes a circular reference: Loop__c", problems["Thing__c.Loop__c"]);
    }

    [Fact]
    public async Task A_circle_of_two_formulas_is_found_whatever_their_spelling()
    {
        await to.DeployedAsync(new Package().Object("Thing__c", Package.Field("A__c", "Number", Number), Formula("B__c", "a__C + 1")));
        Assert.Equal("The formula includes a circular reference: A__c", (await to.ProblemsAsync(new Package().Object("Thing__c", Formula("A__c", "b__C + 1"))))["Thing__c.A__c"]);
    }

    [Fact]
    public async Task A_summary_does_not_filter_by_a_field_that_is_worked_out()
    {
        await to.DeployedAsync(new Package().Object("Boss__c").Object("Part__c", Master, Formula("F__c", "1")));
        Assert.Equal("The field Part__c.F__c cannot be used in the filter of a summary", (await to.ProblemsAsync(new Package().Object("Boss__c", Count("F__c"))))["Boss__c.Count__c"]);
    }

    [Fact]
    public async Task A_field_that_a_summary_filters_by_does_not_become_a_formula()
    {
        await to.DeployedAsync(new Package().Object("Boss__c").Object("Part__c", Master, Package.Field("F__c", "Number", Number)));
        await to.DeployedAsync(new Package().Object("Boss__c", Count("F__c")));
        var problems = await to.ProblemsAsync(new Package().Object("Part__c", Master, Formula("F__c", "Boss__r.Count__c")));
        Assert.Equal("The field Part__c.F__c cannot be worked out: the summary Boss__c.Count__c is made of it", problems["Part__c.F__c"]);
    }
}
