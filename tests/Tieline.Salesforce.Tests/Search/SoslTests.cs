using CsCheck;
using static Tieline.Salesforce.Tests.Clients;

namespace Tieline.Salesforce.Tests.Search;

public class SoslTests
{
    [Theory]
    [InlineData("Maria", "Maria*")]
    [InlineData("  Maria   Lop ", "\"Maria\" AND Lop*")]
    [InlineData("Black and White", "\"Black\" AND \"and\" AND White*")]
    [InlineData("O'Brien & Sons", @"""O\'Brien"" AND Sons*")]
    [InlineData("AT&T (US)", @"""AT\&T"" AND \(US\)*")]
    [InlineData("wild*card?", @"wild\*card\?*")]
    [InlineData("a} RETURNING User(Id) {b", @"""a\}"" AND ""RETURNING"" AND ""User\(Id\)"" AND \{b*")]
    [InlineData("back\\slash", @"back\\slash*")]
    [InlineData("two\nlines", "\"two\" AND lines*")]
    public void What_is_typed_is_looked_for_and_never_obeyed(string typed, string find) =>
        Assert.Equal("FIND {" + find + "} IN ALL FIELDS", Sosl.FindWords(typed).Text);

    [Fact]
    public void A_search_is_built_up()
    {
        var sosl = Sosl.FindPhrase("Acme Rockets").In(SearchScope.Name)
            .Returning("Account", ["Id", "Name"], limit: 5)
            .Returning("Lead", ["Id", "Name", "Company"], Soql.Of($"IsConverted = {false} AND Company = {"O'B"}"))
            .Limit(20);

        Assert.Equal(@"FIND {""Acme Rockets""} IN NAME FIELDS RETURNING Account(Id,Name LIMIT 5), Lead(Id,Name,Company WHERE IsConverted = FALSE AND Company = 'O\'B') LIMIT 20", sosl.Text);
    }

    [Fact]
    public void A_number_is_looked_for_in_all_its_forms() =>
        Assert.Equal(
            @"FIND {""\+12025550143"" OR ""2025550143"" OR ""\(202\) 555\-0143""} IN PHONE FIELDS RETURNING Contact(Id)",
            Sosl.FindPhone(["+12025550143", "2025550143", "(202) 555-0143", "2025550143 ", "", "-"]).Returning("Contact", ["Id"]).Text);

    [Theory]
    [InlineData("ab", true)]
    [InlineData("王明", true)]
    [InlineData("a b cd", true)]
    [InlineData("a", false)]
    [InlineData("a b", false)]
    [InlineData("*?", false)]
    [InlineData(" ", false)]
    [InlineData(null, false)]
    public void Too_little_is_known_before_it_is_asked(string? text, bool searchable)
    {
        Assert.Equal(searchable, Sosl.IsSearchable(text));
        if (!searchable)
        {
            Assert.ThrowsAny<ArgumentException>(() => Sosl.FindWords(text!));
            Assert.ThrowsAny<ArgumentException>(() => Sosl.FindPhrase(text!));
            Assert.ThrowsAny<ArgumentException>(() => Sosl.FindPhone([text!]));
        }
    }

    [Fact]
    public void Names_and_limits_are_checked()
    {
        var sosl = Sosl.FindPhrase("acme");

        Assert.Throws<ArgumentException>(() => sosl.Returning("Account(Id), User", ["Id"]));
        Assert.Throws<ArgumentException>(() => sosl.Returning("Account", ["Id) LIMIT 1"]));
        Assert.Throws<ArgumentException>(() => sosl.Returning("Account", []));
        Assert.Throws<ArgumentOutOfRangeException>(() => sosl.Limit(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => sosl.Returning("Account", ["Id"], limit: 2001));
    }

    [Fact]
    public void No_text_leaves_the_braces() => Gen.String[Gen.OneOf(Gen.Char["{}\\\"'*?&|!()[]^~:+- \n"], Gen.Char["abAND"], Gen.Char), 0, 40]
        .Where(Sosl.IsSearchable)
        .Sample(typed => EndsAtTheEnd(Sosl.FindWords(typed).Text) && EndsAtTheEnd(Sosl.FindPhrase(typed).Text) && EndsAtTheEnd(Sosl.FindPhone([typed]).In(SearchScope.All).Text));

    [Fact]
    public async Task Found_records_tell_their_object_and_fields()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(200, """
            {"searchRecords":[{"attributes":{"type":"Contact","url":"/x"},"Id":"003000000000001AAA","Name":"Maria Lopez","Age__c":41,"Account":{"Name":"Acme Rockets"},"Fax":null},{"attributes":{"type":"Lead"}}]}
            """));

        var found = await cloud.Client().Search.FindAsync(Sosl.FindWords("maria").Returning("Contact", ["Id", "Name"]), Cancellation);

        Assert.Equal(["Contact", "Lead"], found.Select(record => record.Type));
        Assert.Equal("Maria Lopez", found[0].Text("Name"));
        Assert.Equal("41", found[0].Text("Age__c"));
        Assert.Equal("Acme Rockets", found[0].Text("Account.Name"));
        Assert.Null(found[0].Text("Fax"));
        Assert.Null(found[0].Text("Fax.Deep"));
        Assert.Equal("Maria Lopez", found[0].As<Named>()!.Name);
        Assert.Equal("/services/data/v66.0/search?q=FIND%20%7Bmaria%2A%7D%20IN%20ALL%20FIELDS%20RETURNING%20Contact%28Id%2CName%29", cloud.Only.Target);
    }

    /// <summary>Reads as the cloud reads: the first brace without a backslash before it ends the term, and quotes are closed by then.</summary>
    private static bool EndsAtTheEnd(string sosl)
    {
        var quotes = 0;
        for (var i = "FIND {".Length; i < sosl.Length; i++)
        {
            switch (sosl[i])
            {
                case '\\':
                    i++;
                    break;
                case '"':
                    quotes++;
                    break;
                case '}':
                    return quotes % 2 == 0 && sosl[i..] == "} IN ALL FIELDS";
                default:
                    break;
            }
        }

        return false;
    }

    private sealed record Named(string Name);
}
