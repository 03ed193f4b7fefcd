using CsCheck;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Seed;
using Tieline.SalesforceSimulator.Store;
using Tieline.SalesforceSimulator.Tests.Fuzz;

namespace Tieline.SalesforceSimulator.Tests.Soql;

/// <summary>Whatever is sent as a query or search is answered or refused with 400, and soon; nothing else comes out.</summary>
public sealed class AnyTextTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private static readonly string[] Pieces =
    [
        "SELECT", "Id", "Name", "FROM", "Account", "Contact", "WHERE", "AND", "OR", "NOT", "(", ")", ",", ".", "=", "!=", "<", "LIKE", "IN", "'a%'", "'x", "\\", "5", "-1.5e9", "null", "true", "TODAY",
        "LAST_N_DAYS:3", "LAST_N_YEARS:99999", "NEXT_N_YEARS:99999", "N_MONTHS_AGO:999999999", "2030-01-01", "2030-13-45", "2030-01-01T00:00:00Z", "GROUP", "BY", "ORDER", "HAVING", "COUNT(Id)", "COUNT()", "LIMIT", "OFFSET", "FIELDS(ALL)",
        "TYPEOF", "What", "WHEN", "THEN", "END", "Account.Name", "Owner.Name", "CreatedDate", "CALENDAR_YEAR(CreatedDate)", "FIND", "{", "}", "{ac*}", "RETURNING", "PHONE", "FIELDS", "\"", "*", "?",
        "\n", "\uE000", "é", "USING", "SCOPE", "mine", "FOR", "VIEW", "INCLUDES", "AnnualRevenue", "SUM(AnnualRevenue)", "ROLLUP", "CUBE", "GROUPING", "DISTANCE", "GEOLOCATION", "BillingAddress", "'km'", "WITH", "DATA CATEGORY",
        "(SELECT Id FROM Contacts)", "99999999999999999999", "1e400", "\0", "\uD800",
    ];

    private static readonly Gen<string> Words = Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 25].Select(words => string.Join(' ', words));

    [Fact]
    public void No_text_breaks_the_query_parser()
    {
        using var org = Seeded();
        Gen.OneOf(Words, Words.Select(w => "SELECT Id FROM Account " + w), Words.Select(w => "SELECT " + w + " FROM Account"), Words.Select(w => "SELECT Id FROM Account WHERE " + w), Gen.String, Broken.Text(ValidTexts.Queries, Pieces), Broken.Text(ValidTexts.Queries, Pieces), Broken.Text(ValidTexts.Queries, Pieces))
            .Sample(text => IsTakenOrRefused(org, "query", text), iter: FuzzCases.Each);
    }

    [Fact]
    public void No_text_breaks_the_search()
    {
        using var org = Seeded();
        Gen.OneOf(Words, Words.Select(w => "FIND {" + w + "} RETURNING Account, Contact(Name)"), Words.Select(w => "FIND {ac*} " + w), Gen.String, Broken.Text(ValidTexts.Searches, Pieces), Broken.Text(ValidTexts.Searches, Pieces), Broken.Text(ValidTexts.Searches, Pieces))
            .Sample(text => IsTakenOrRefused(org, "search", text), iter: FuzzCases.Each);
    }

    [Fact]
    public void The_texts_that_are_broken_were_whole()
    {
        using var org = Seeded();
        Assert.All(ValidTexts.Queries, text => Assert.Equal(200, Answer(org, "query", text).Status));
        Assert.All(ValidTexts.Searches, text => Assert.Equal(200, Answer(org, "search", text).Status));
        Assert.NotEmpty(Answer(org, "query", ValidTexts.Queries[2]).Body!["records"]!.AsArray());
        Assert.NotEmpty(Answer(org, "search", ValidTexts.Searches[0]).Body!["searchRecords"]!.AsArray());
    }

    [Theory]
    [InlineData("SELECT Id FROM Account WHERE ", "(")]
    [InlineData("SELECT Id FROM Account WHERE ", "NOT ")]
    [InlineData("SELECT ", "(SELECT Id, ")]
    [InlineData("SELECT ", "toLabel(")]
    public void A_query_that_nests_absurdly_deep_is_refused(string begin, string again)
    {
        using var org = Seeded();
        Assert.Equal(400, Answer(org, "query", begin + string.Concat(Enumerable.Repeat(again, 90_000 / again.Length))).Status);
    }

    private static bool IsTakenOrRefused(SalesforceOrg org, string door, string text)
    {
        var answer = Task.Run(() => Answer(org, door, text));
        return answer.Wait(Longest) && answer.Result.Status is 200 or 400 && answer.Result.Body!.ToJsonString().Length > 0;
    }

    private static RestAnswer Answer(SalesforceOrg org, string door, string text) => RestRouter.Handle(
        new RestCall { Org = org, Method = "GET", Path = [door], Query = new Dictionary<string, string> { ["q"] = text }, Version = "66.0", UserId = "005Ti0000000001IAA" });

    private static SalesforceOrg Seeded()
    {
        var org = new SalesforceOrg();
        OrgSeed.Fill(org, new SalesforceSimulatorOptions());
        return org;
    }
}
