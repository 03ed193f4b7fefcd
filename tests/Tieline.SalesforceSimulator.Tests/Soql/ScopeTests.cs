namespace Tieline.SalesforceSimulator.Tests.Soql;

public sealed class ScopeTests(SmallOrg small) : IClassFixture<SmallOrg>
{
    [Theory]
    [InlineData("Account USING SCOPE everything", 3)]
    [InlineData("Account USING SCOPE scoping_rule", 3)]
    [InlineData("Account USING SCOPE Mine WHERE Name = 'Acme'", 1)]
    [InlineData("Task USING SCOPE delegated", 0)]
    public async Task A_scope_narrows_what_is_seen(string from, int rows) => Assert.Equal(rows, (await small.Ann.QueryAsync("SELECT Id FROM " + from)).Is(200).Records.Count);

    [Fact]
    public async Task What_was_given_to_another_is_delegated()
    {
        await using var org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        var ann = await org.AsAsync();
        var given = await ann.NewIdAsync("Task", new { Subject = "given", OwnerId = (await org.AsAsync("bo.lind")).UserId });
        await ann.NewIdAsync("Task", new { Subject = "own" });
        Assert.Equal(given, (string)Assert.Single((await ann.QueryAsync("SELECT Id FROM Task USING SCOPE delegated")).Is(200).Records)!["Id"]!);
    }

    [Theory]
    [InlineData("SELECT Id FROM Account USING SCOPE Team", "INVALID_QUERY_SCOPE", "scope 'Team' is not supported for Account")]
    [InlineData("SELECT Id FROM Account USING SCOPE My_Team_Territory", "INVALID_QUERY_SCOPE", "is not supported")]
    [InlineData("SELECT Id FROM Account USING SCOPE delegated", "INVALID_QUERY_SCOPE", "is not supported for Account")]
    [InlineData("SELECT Id FROM Profile USING SCOPE mine", "INVALID_QUERY_SCOPE", "is not supported for Profile")]
    [InlineData("SELECT Id FROM Account USING SCOPE nonsense", "MALFORMED_QUERY", "ERROR at Row:1:Column:36\nunexpected token: 'nonsense'")]
    [InlineData("SELECT Id FROM Account WITH SECURITY_ENFORCED", "MALFORMED_QUERY", "unexpected token: 'SECURITY_ENFORCED'")]
    [InlineData("SELECT Id FROM Account WHERE Name = 'x' WITH USER_MODE", "MALFORMED_QUERY", "unexpected token: 'USER_MODE'")]
    [InlineData("SELECT Id FROM Account WITH DATA CATEGORY Region__c AT Europe__c AND Kind__c ABOVE_OR_BELOW (A__c, B__c)", "MALFORMED_QUERY", "Account has no data categories")]
    [InlineData("SELECT Id FROM Account WITH DATA CATEGORY Region__c NEAR Europe__c", "MALFORMED_QUERY", "unexpected token: 'NEAR'")]
    public async Task A_scope_or_mode_that_is_not_offered_is_refused(string soql, string code, string message) =>
        Assert.Contains(message, (await small.Ann.QueryAsync(soql)).Refused(code).Message);

    [Theory]
    [InlineData("SELECT Id FROM Account FOR REFERENCE UPDATE TRACKING FOR UPDATE")]
    [InlineData("SELECT Id FROM Account FOR UPDATE")]
    [InlineData("SELECT Id FROM Account UPDATE VIEWSTAT")]
    public async Task The_words_at_the_end_are_taken_in_their_order(string soql) => (await small.Ann.QueryAsync(soql)).Is(200);

    [Fact]
    public async Task The_words_at_the_end_are_refused_in_another_order() => (await small.Ann.QueryAsync("SELECT Id FROM Account FOR UPDATE FOR VIEW")).Refused("MALFORMED_QUERY");
}
