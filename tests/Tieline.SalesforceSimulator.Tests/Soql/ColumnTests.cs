namespace Tieline.SalesforceSimulator.Tests.Soql;

/// <summary>The shape of a query as <c>columns=true</c> tells it; columns are told as name:type.</summary>
public sealed class ColumnTests(SmallOrg small) : IClassFixture<SmallOrg>
{
    [Theory]
    [InlineData("SELECT count() FROM Account", "count:Integer")]
    [InlineData("SELECT Industry, COUNT(Id), SUM(AnnualRevenue) s, MIN(Name) FROM Account GROUP BY Industry", "Industry:String expr0:Integer s:Double expr1:String")]
    [InlineData("SELECT CALENDAR_YEAR(CreatedDate) y, MAX(CreatedDate) FROM Account GROUP BY CALENDAR_YEAR(CreatedDate)", "y:Integer expr0:Datetime")]
    [InlineData("SELECT toLabel(Industry), FORMAT(AnnualRevenue) r, DAY_ONLY(CreatedDate) d FROM Account", "Industry:String r:String d:Date")]
    [InlineData("SELECT BillingAddress, IsDeleted, OwnerId, LastActivityDate FROM Account", "BillingAddress:Address IsDeleted:Boolean OwnerId:Id LastActivityDate:Date")]
    [InlineData("SELECT Subject, TYPEOF What WHEN Account THEN Phone ELSE Name END FROM Task", "Subject:String What:SObject")]
    [InlineData("SELECT DISTANCE(BillingAddress, GEOLOCATION(1, 2), 'km') far FROM Account", "far:Double")]
    public async Task Every_kind_of_column_has_its_name_and_type(string soql, string expected)
    {
        var shape = (await ShapeAsync(soql)).Is(200).Body!;
        Assert.Equal(expected, string.Join(' ', shape["columnMetadata"]!.AsArray().Select(c => $"{c!["columnName"]}:{c["apexType"]}")));
        Assert.Equal(soql.Contains("GROUP BY"), (bool)shape["groupBy"]!);
    }

    [Fact]
    public async Task The_names_are_those_of_the_rows()
    {
        const string Soql = "SELECT Status, COUNT(Id), MAX(ActivityDate) d FROM Task GROUP BY Status";
        var names = (await ShapeAsync(Soql)).Is(200).Body!["columnMetadata"]!.AsArray().Select(c => (string)c!["columnName"]!);
        Assert.Equal((await small.Ann.QueryAsync(Soql)).Is(200).Records[0]!.AsObject().Select(p => p.Key).Skip(1), names);
    }

    [Fact]
    public async Task A_bad_query_has_no_shape() => (await ShapeAsync("SELECT Foo FROM Account")).Refused("INVALID_FIELD");

    private Task<OrgAnswer> ShapeAsync(string soql) => small.Ann.GetAsync("query?columns=true&q=" + Uri.EscapeDataString(soql));
}
