namespace Tieline.SalesforceSimulator.Tests.Soql;

public sealed class TypeofTests(SmallOrg small) : IClassFixture<SmallOrg>
{
    [Fact]
    public async Task Two_references_of_one_row_are_each_read_by_their_kind()
    {
        const string Soql = "SELECT Subject, TYPEOF What WHEN Account THEN Phone, Industry ELSE Name END, TYPEOF Who WHEN Contact THEN LastName, MailingCity WHEN Lead THEN Company ELSE Name END FROM Task ORDER BY Subject";
        var rows = (await small.Ann.QueryAsync(Soql)).Is(200).Records;
        var (late, today) = (rows[0]!, rows[2]!);
        Assert.Equal(("Account", "Retail"), ((string)late["What"]!["attributes"]!["type"]!, (string)late["What"]!["Industry"]!));
        Assert.Null(late["Who"]);
        Assert.Equal(("Banking", "Lopez", "Oslo"), ((string)today["What"]!["Industry"]!, (string)today["Who"]!["LastName"]!, (string)today["Who"]!["MailingCity"]!));
        Assert.False(today["Who"]!.AsObject().ContainsKey("Company"));
    }

    [Theory]
    [InlineData("TYPEOF What WHEN Account THEN Phone END, TYPEOF What WHEN Account THEN Name END")]
    [InlineData("TYPEOF What WHEN Account THEN Phone END, What.Name")]
    [InlineData("What.Name, TYPEOF What WHEN Account THEN Phone END")]
    public async Task One_reference_is_not_read_twice(string select) => (await small.Ann.QueryAsync($"SELECT {select} FROM Task")).Refused("MALFORMED_QUERY");

    [Fact]
    public async Task A_reference_without_a_branch_of_its_own_is_read_by_the_rest_or_is_only_named()
    {
        var row = Assert.Single((await small.Ann.QueryAsync("SELECT TYPEOF What WHEN Opportunity THEN Amount ELSE Id END, TYPEOF Who WHEN Lead THEN Company END FROM Task WHERE Subject = 'today'")).Is(200).Records)!;
        Assert.Equal(small.Ids["Acme"], (string)row["What"]!["Id"]!);
        Assert.Equal(["attributes"], row["Who"]!.AsObject().Select(p => p.Key));
    }
}
