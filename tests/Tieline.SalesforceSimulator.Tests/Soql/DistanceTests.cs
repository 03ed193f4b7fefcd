namespace Tieline.SalesforceSimulator.Tests.Soql;

/// <summary>Oslo and Bergen are 305 km apart, as the crow flies.</summary>
public sealed class DistanceTests : IAsyncLifetime
{
    private const string FromOslo = "DISTANCE(BillingAddress, GEOLOCATION(59.9139, 10.7522), 'km')";
    private TestOrg org = null!;
    private OrgClient ann = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        ann = await org.AsAsync();
        await ann.NewIdAsync("Account", new { Name = "Bergen", BillingLatitude = 60.3913, BillingLongitude = 5.3221 });
        await ann.NewIdAsync("Account", new { Name = "Oslo", BillingLatitude = 59.9139, BillingLongitude = 10.7522 });
        await ann.NewIdAsync("Account", new { Name = "Nowhere" });
        await ann.NewIdAsync("Contact", new { LastName = "Berg", AccountId = await ann.NewIdAsync("Account", new { Name = "Sydney", BillingLatitude = -33.8688, BillingLongitude = 151.2093 }) });
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    [Theory]
    [InlineData("FROM Account WHERE " + FromOslo + " < 300", "Oslo")]
    [InlineData("FROM Account WHERE " + FromOslo + " < 310", "Bergen Oslo")]
    [InlineData("FROM Account WHERE DISTANCE(BillingAddress, GEOLOCATION(59.9139, 10.7522), 'mi') < 200", "Bergen Oslo")]
    [InlineData("FROM Account WHERE " + FromOslo + " > 310", "Sydney")]
    [InlineData("FROM Account ORDER BY " + FromOslo + " NULLS LAST", "Oslo Bergen Sydney Nowhere")]
    [InlineData("FROM Contact WHERE DISTANCE(Account.BillingAddress, GEOLOCATION(-33.9, 151.2), 'km') < 10", "Berg")]
    public async Task Places_are_told_by_their_distance(string rest, string expected) =>
        Assert.Equal(expected, string.Join(' ', (await ann.QueryAsync("SELECT Name " + rest)).Is(200).Records.Select(r => (string)r!["Name"]!)));

    [Fact]
    public async Task A_distance_can_be_selected() =>
        Assert.Equal(305, Math.Round((double)Assert.Single((await ann.QueryAsync($"SELECT {FromOslo} far FROM Account WHERE Name = 'Bergen'")).Is(200).Records)!["far"]!));

    [Theory]
    [InlineData("SELECT Id FROM Account WHERE " + FromOslo + " = 5", "INVALID_QUERY_FILTER_OPERATOR")]
    [InlineData("SELECT Id FROM Account WHERE " + FromOslo + " IN (5)", "INVALID_QUERY_FILTER_OPERATOR")]
    [InlineData("SELECT Id FROM Account WHERE DISTANCE(Name, GEOLOCATION(1, 1), 'km') < 5", "INVALID_FIELD")]
    [InlineData("SELECT Id FROM Account WHERE DISTANCE(BillingAddress, GEOLOCATION(91, 1), 'km') < 5", "NUMBER_OUTSIDE_VALID_RANGE")]
    [InlineData("SELECT Id FROM Account WHERE DISTANCE(BillingAddress, GEOLOCATION(1, 1), 'yd') < 5", "MALFORMED_QUERY")]
    [InlineData("SELECT Id FROM Account WHERE DISTANCE(BillingAddress) < 5", "MALFORMED_QUERY")]
    [InlineData("SELECT COUNT(Id) FROM Account GROUP BY " + FromOslo, "INVALID_FIELD")]
    [InlineData("SELECT toLabel('x') FROM Account", "MALFORMED_QUERY")]
    public async Task A_bad_distance_is_refused(string soql, string code) => (await ann.QueryAsync(soql)).Refused(code);
}
