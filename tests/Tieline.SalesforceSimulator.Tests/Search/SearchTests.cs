using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Search;

public sealed class SeededOrg : IAsyncLifetime
{
    public TestOrg Org { get; private set; } = null!;
    public OrgClient Ann { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Org = await TestOrg.StartAsync();
        Ann = await Org.AsAsync();
    }

    public ValueTask DisposeAsync() => Org.DisposeAsync();
}

public sealed class SearchTests(SeededOrg seeded) : IClassFixture<SeededOrg>
{
    private const string Returning = " RETURNING Contact(Name ORDER BY Name), Lead(Name), Account(Name)";

    [Theory]
    [InlineData(@"{""2025550143""} IN PHONE FIELDS", "Maria Lopez")]
    [InlineData(@"{\+12025550143} IN PHONE FIELDS", "Maria Lopez")]
    [InlineData(@"{""\(202\) 555\-0143""} IN PHONE FIELDS", "Maria Lopez")]
    [InlineData(@"{20255501*} IN PHONE FIELDS RETURNING Contact(Name WHERE LastName = 'Lopez')", "Maria Lopez")]
    [InlineData(@"{\+12025550188} IN PHONE FIELDS", "Nina Park, Omar Haddad")]
    [InlineData(@"{\+12025550150} IN PHONE FIELDS", "Ivy Extension")]
    [InlineData(@"{\+12025550201} IN PHONE FIELDS RETURNING Contact(Phone)", "+12025550201")]
    [InlineData(@"{\+4520123456} IN PHONE FIELDS", "Jens Olsen")]
    [InlineData(@"{\+4533123456} IN PHONE FIELDS", "Freja Holst, Mikkel Dahl, Sofie Krogh, Blue Fjord")]
    [InlineData(@"{0045 OR 33123456} IN PHONE FIELDS RETURNING Account(Name)", "Blue Fjord")]
    [InlineData(@"{\+4533123456} IN PHONE FIELDS RETURNING Contact(Name ORDER BY Name DESC LIMIT 1 OFFSET 1), Account", "Mikkel Dahl, ")]
    [InlineData(@"{\+12025550177} IN PHONE FIELDS RETURNING Lead(Name WHERE IsConverted = false)", "")]
    [InlineData(@"{\+12025550143} IN NAME FIELDS", "")]
    [InlineData(@"{maria AND lopez} IN NAME FIELDS RETURNING Contact(Name)", "Maria Lopez")]
    [InlineData(@"{""Maria Lopez""} IN ALL FIELDS RETURNING Contact(Name)", "Maria Lopez")]
    [InlineData(@"{""Lopez Maria""} IN NAME FIELDS RETURNING Contact(Name)", "")]
    [InlineData(@"{Lope?} IN NAME FIELDS RETURNING Contact(Name)", "Maria Lopez")]
    [InlineData(@"{Lop} IN NAME FIELDS RETURNING Contact(Name)", "")]
    [InlineData(@"{Blu*} IN NAME FIELDS RETURNING Account(Name)", "Blue Fjord")]
    [InlineData(@"{rockets AND NOT acme} RETURNING Account(Name)", "")]
    [InlineData(@"{Blu*} IN NAME FIELDS RETURNING Account(Name) WITH SPELL_CORRECTION = false WITH NETWORK IN ('0DB000000000001') WITH SNIPPET (target_length=120) WITH HIGHLIGHT LIMIT 5", "Blue Fjord")]
    [InlineData(@"{Blu*} IN NAME FIELDS RETURNING Account(Name) WITH DATA CATEGORY Region__c AT Europe__c UPDATE TRACKING", "Blue Fjord")]
    [InlineData(@"{lopez AND maria} RETURNING Contact(Name)", "Maria Lopez")]
    [InlineData(@"{nobodyhere OR lopez} RETURNING Contact(Name)", "Maria Lopez")]
    [InlineData(@"{?opez} IN NAME FIELDS RETURNING Contact(Name)", "Maria Lopez")]
    [InlineData(@"{\+1 \(202\) 555\-0143} IN PHONE FIELDS", "Maria Lopez")]
    [InlineData(@"{nobodyhere OR 202 555 0143} IN PHONE FIELDS", "Maria Lopez")]
    [InlineData(@"{202 555 0143 AND NOT 2025550143} IN PHONE FIELDS", "")]
    [InlineData(@"{Maria \& Lopez} IN NAME FIELDS RETURNING Contact(Name)", "Maria Lopez")]
    [InlineData(@"{Maria AND NOT \- Lopez} IN NAME FIELDS RETURNING Contact(Name)", "Maria Lopez")]
    [InlineData(@"{maria.lopez@acmerockets.example} IN EMAIL FIELDS RETURNING Contact(Name)", "Maria Lopez")]
    public async Task A_search_finds_its_records(string find, string expected)
    {
        var found = (await seeded.Ann.SearchAsync("FIND " + find + (find.Contains("RETURNING") ? "" : Returning))).Is(200).Body!["searchRecords"]!.AsArray();
        Assert.Equal(expected, string.Join(", ", found.Select(r => (string?)r!["Name"] ?? (string?)r["Phone"])));
    }

    [Theory]
    [InlineData("", "MALFORMED_SEARCH")]
    [InlineData("FIND Acme", "MALFORMED_SEARCH")]
    [InlineData("FIND {Acme", "MALFORMED_SEARCH")]
    [InlineData("FIND {Acme} IN SOME FIELDS", "MALFORMED_SEARCH")]
    [InlineData("FIND {Acme} RETURNING Account(", "MALFORMED_SEARCH")]
    [InlineData("FIND {Acme} RETURNING Account(Id) nonsense", "MALFORMED_SEARCH")]
    [InlineData("FIND {(202) 555} IN PHONE FIELDS", "MALFORMED_SEARCH")]
    [InlineData("FIND {+12025550143} IN PHONE FIELDS", "MALFORMED_SEARCH")]
    [InlineData("FIND {\"open} RETURNING Account", "MALFORMED_SEARCH")]
    [InlineData("FIND {a} RETURNING Account", "INVALID_SEARCH")]
    [InlineData("FIND {*} RETURNING Account", "INVALID_SEARCH")]
    [InlineData(@"FIND {\& \-\-} RETURNING Account", "INVALID_SEARCH")]
    [InlineData("FIND {Acme} RETURNING Foo(Id)", "INVALID_TYPE")]
    [InlineData("FIND {Acme} RETURNING Profile(Id)", "INVALID_TYPE")]
    [InlineData("FIND {Acme} RETURNING Account(Foo)", "INVALID_FIELD")]
    [InlineData("FIND {Acme} RETURNING Account(Id, (SELECT Id FROM Contacts))", "MALFORMED_SEARCH")]
    [InlineData("FIND {Acme} RETURNING Task(TYPEOF What WHEN Account THEN Name END)", "MALFORMED_SEARCH")]
    [InlineData("FIND {Acme} RETURNING Account(COUNT(Id))", "MALFORMED_SEARCH")]
    [InlineData("FIND {Acme} RETURNING Account(Id) WITH nonsense = 'x'", "MALFORMED_SEARCH")]
    [InlineData("FIND {Acme} RETURNING Account(Id) WITH NETWORK", "MALFORMED_SEARCH")]
    [InlineData("FIND {Acme} RETURNING Account(Id) LIMIT 2001", "MALFORMED_SEARCH")]
    [InlineData("FIND {Acme} RETURNING Account(Id LIMIT 5 OFFSET 2001)", "NUMBER_OUTSIDE_VALID_RANGE")]
    public async Task A_bad_search_is_refused(string sosl, string code) => (await seeded.Ann.SearchAsync(sosl)).Refused(code);

    [Fact]
    public async Task A_parameterized_search_takes_its_term_literally()
    {
        var body = JsonNode.Parse("""{"q":"(202) 555-0143","in":"PHONE","sobjects":[{"name":"Contact","fields":["Name"],"limit":5}]}""");
        var posted = (await seeded.Ann.SendAsync("POST", "parameterizedSearch", body)).Is(200).Body!["searchRecords"]!.AsArray();
        Assert.Equal(["Maria Lopez"], posted.Select(r => (string)r!["Name"]!));
        var got = (await seeded.Ann.GetAsync("parameterizedSearch?q=Acme&sobject=Account&Account.fields=Id,Name&Account.limit=10")).Is(200).Body!["searchRecords"]!.AsArray();
        Assert.Contains("Acme Rockets", got.Select(r => (string)r!["Name"]!));
        Assert.NotEmpty((await seeded.Ann.GetAsync("parameterizedSearch?sobject=Account&q=" + Uri.EscapeDataString("Acme & Rockets"))).Is(200).Body!["searchRecords"]!.AsArray());
        (await seeded.Ann.GetAsync("parameterizedSearch")).Refused("MISSING_ARGUMENT");
    }

    [Fact]
    public async Task A_term_with_a_quote_does_not_blur_what_is_wrong_behind_it() =>
        Assert.Contains("unexpected token: '5'", (await seeded.Ann.SearchAsync(@"FIND {it\'s} RETURNING Account(FORMAT(5))")).Refused("MALFORMED_SEARCH").Message);

    [Fact]
    public async Task The_index_lags_behind_what_was_just_saved()
    {
        await using var org = await TestOrg.StartAsync();
        await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped" });
        var ann = await org.AsAsync();
        await ann.NewIdAsync("Contact", new { LastName = "Newcomer", Phone = "+1 303 555 0100" });
        async Task<int> FoundAsync() => (await ann.SearchAsync(@"FIND {\+13035550100} IN PHONE FIELDS RETURNING Contact(Id)")).Body!["searchRecords"]!.AsArray().Count;
        Assert.Equal(0, await FoundAsync());
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 3 });
        Assert.Equal(1, await FoundAsync());
    }

    [Fact]
    public async Task The_story_is_seeded_in_its_numbers()
    {
        foreach (var (query, count) in new[] { ("Account", 40), ("Contact", 120), ("Lead", 60), ("User", 8), ("Contact WHERE Phone LIKE '+1202555%'", 20), ("Lead WHERE IsConverted = true", 1) })
            Assert.Equal(count, (int)(await seeded.Ann.QueryAsync("SELECT count() FROM " + query)).Is(200).Body!["totalSize"]!);
        Assert.True((int)(await seeded.Ann.QueryAsync("SELECT count() FROM Case WHERE IsClosed = false")).Body!["totalSize"]! >= 20);
        Assert.True((int)(await seeded.Ann.QueryAsync("SELECT count() FROM Opportunity WHERE IsClosed = false")).Body!["totalSize"]! >= 20);
        await using var twin = await TestOrg.StartAsync();
        const string All = "SELECT Id, Name, Phone, MobilePhone, Account.Name FROM Contact ORDER BY Id";
        Assert.Equal((await seeded.Ann.QueryAsync(All)).Text, (await (await twin.AsAsync()).QueryAsync(All)).Text);
    }
}
