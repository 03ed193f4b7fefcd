using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Tests.Metadata;

namespace Tieline.SalesforceSimulator.Tests.Soql;

/// <summary>INCLUDES and EXCLUDES over rows of which every value is known.</summary>
public sealed class MultipicklistTests(MultipicklistTests.Things things) : IClassFixture<MultipicklistTests.Things>
{
    [Theory]
    [InlineData("INCLUDES ('A')", "A A;B A;B;C")]
    [InlineData("INCLUDES ('A;B')", "A;B A;B;C")]
    [InlineData("INCLUDES ('A;C', 'B')", "A;B A;B;C B")]
    [InlineData("INCLUDES ('a')", "A A;B A;B;C")]
    [InlineData("INCLUDES ('D')", "")]
    [InlineData("EXCLUDES ('A')", "B C none")]
    [InlineData("EXCLUDES ('A;B')", "A B C none")]
    [InlineData("EXCLUDES ('A', 'B')", "C none")]
    [InlineData("= 'A;B'", "A;B")]
    [InlineData("!= 'A;B'", "A A;B;C B C none")]
    [InlineData("= null", "none")]
    public async Task A_row_is_found_by_the_values_it_has_chosen(string test, string expected)
    {
        var found = (await things.To.Admin.QueryAsync($"SELECT Name FROM Thing__c WHERE Value__c {test} ORDER BY Name")).Is(200).Records;
        Assert.Equal(expected, string.Join(' ', found.Select(r => (string)r!["Name"]!)));
    }

    [Fact]
    public async Task Other_fields_include_nothing() =>
        (await things.To.Admin.QueryAsync("SELECT Id FROM Thing__c WHERE Name INCLUDES ('A')")).Refused("INVALID_QUERY_FILTER_OPERATOR");

    public sealed class Things : IAsyncLifetime
    {
        private const string Values = "<visibleLines>4</visibleLines><valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted><value><fullName>A</fullName><default>false</default></value><value><fullName>B</fullName><default>false</default></value><value><fullName>C</fullName><default>false</default></value></valueSetDefinition></valueSet>";

        public Deployer To { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            To = await Deployer.StartOpenAsync();
            await To.DeployedAsync(new Package().Object("Thing__c", Package.Field("Value__c", "MultiselectPicklist", Values)));
            foreach (var value in new[] { "A", "B", "C", "A;B", "A;B;C" }) await To.Admin.NewIdAsync("Thing__c", new JsonObject { ["Name"] = value, ["Value__c"] = value });
            await To.Admin.NewIdAsync("Thing__c", new JsonObject { ["Name"] = "none" });
        }

        public ValueTask DisposeAsync() => To.DisposeAsync();
    }
}
