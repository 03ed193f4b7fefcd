using CsCheck;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Seed;
using Tieline.SalesforceSimulator.Soql.Execution;
using Tieline.SalesforceSimulator.Soql.Syntax;
using Tieline.SalesforceSimulator.Sosl;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Tests.Soql;

/// <summary>Whatever is sent as a query or search is answered or refused with 400; nothing else comes out.</summary>
public sealed class AnyTextTests
{
    private static readonly string[] Pieces =
    [
        "SELECT", "Id", "Name", "FROM", "Account", "Contact", "WHERE", "AND", "OR", "NOT", "(", ")", ",", ".", "=", "!=", "<", "LIKE", "IN", "'a%'", "'x", "\\", "5", "-1.5e9", "null", "true", "TODAY",
        "LAST_N_DAYS:3", "LAST_N_YEARS:99999", "NEXT_N_YEARS:99999", "N_MONTHS_AGO:999999999", "2030-01-01", "2030-13-45", "2030-01-01T00:00:00Z", "GROUP", "BY", "ORDER", "HAVING", "COUNT(Id)", "COUNT()", "LIMIT", "OFFSET", "FIELDS(ALL)",
        "TYPEOF", "What", "WHEN", "THEN", "END", "Account.Name", "Owner.Name", "CreatedDate", "CALENDAR_YEAR(CreatedDate)", "FIND", "{", "}", "{ac*}", "RETURNING", "PHONE", "FIELDS", "\"", "*", "?",
        "\n", "\uE000", "é", "USING", "SCOPE", "mine", "FOR", "VIEW", "INCLUDES", "AnnualRevenue", "SUM(AnnualRevenue)",
    ];

    private static readonly Gen<string> Words = Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 25].Select(words => string.Join(' ', words));

    [Fact]
    public void No_text_breaks_the_query_parser()
    {
        using var org = Seeded();
        Gen.OneOf(Words, Words.Select(w => "SELECT Id FROM Account " + w), Words.Select(w => "SELECT " + w + " FROM Account"), Words.Select(w => "SELECT Id FROM Account WHERE " + w), Gen.String)
            .Sample(text => Refuses400(() => Run(org, text)), iter: 20_000);
    }

    [Fact]
    public void No_text_breaks_the_search()
    {
        using var org = Seeded();
        Gen.OneOf(Words, Words.Select(w => "FIND {" + w + "} RETURNING Account, Contact(Name)"), Words.Select(w => "FIND {ac*} " + w), Gen.String)
            .Sample(text => Refuses400(() => Search(org, text)), iter: 5_000);
    }

    [Fact]
    public void The_texts_tried_do_find_rows()
    {
        using var org = Seeded();
        Assert.True(Run(org, "SELECT Id FROM Account WHERE Name LIKE 'a%'") > 0);
        Assert.True(Search(org, "FIND {ac*} RETURNING Account , Contact") > 0);
    }

    [Fact]
    public void A_query_that_nests_absurdly_deep_is_refused() =>
        Assert.True(Refuses400(() => SoqlParser.Parse(new SourceText("SELECT Id FROM Account WHERE " + new string('(', 90_000)))));

    private static SalesforceOrg Seeded()
    {
        var org = new SalesforceOrg();
        OrgSeed.Fill(org, new SalesforceSimulatorOptions());
        return org;
    }

    private static int Search(SalesforceOrg org, string text) => org.Run(() => SearchRun.Execute(
        new RestCall { Org = org, Method = "GET", Path = ["search"], Version = "66.0", UserId = "005Ti0000000001IAA" }, SoslParser.Source(text), SoslParser.Parse(text)).Count);

    private static int Run(SalesforceOrg org, string text)
    {
        var result = QueryRun.Execute(new QueryContext(org, "005Ti0000000001IAA", new SourceText(text), "/services/data/v66.0", includeDeleted: false));
        for (var i = 0; i < result.Rows; i++) result.Row(i);
        return result.Rows;
    }

    private static bool Refuses400(Action work)
    {
        try
        {
            work();
            return true;
        }
        catch (SalesforceRefusal refusal)
        {
            return refusal.Status == 400;
        }
    }
}
