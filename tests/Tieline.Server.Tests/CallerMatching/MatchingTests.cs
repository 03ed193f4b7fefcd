using Tieline.Server.CallerMatching;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.CallerMatching;

/// <summary>Against the seeded org, as Ann, whose own sign-in is used.</summary>
public class MatchingTests(MatchingTests.ConnectedWorld connected) : IClassFixture<MatchingTests.ConnectedWorld>
{
    private TestWorld World => connected.World;

    [Theory]
    [InlineData("+12025550143", "Maria Lopez", "Contact")]
    [InlineData("(202) 555-0143", "Maria Lopez", "Contact")]
    [InlineData("+4520123456", "Jens Olsen", "Lead")]
    [InlineData("004520123456", "Jens Olsen", "Lead")]
    [InlineData("+12025550150", "Ivy Extension", "Contact")]
    [InlineData("+12025550150;ext=204", "Ivy Extension", "Contact")]
    [InlineData("+14085550102", "Bo Lind", "User")]
    public async Task A_number_in_any_format_leads_to_its_one_owner(string number, string name, string objectName)
    {
        var match = await MatchAsync(number);
        Assert.Equal((name, objectName), (match.Single?.Name, match.Single?.ObjectName));
    }

    [Fact]
    public async Task Two_contacts_who_share_a_number_are_offered_with_their_account()
    {
        var match = await MatchAsync("+12025550188");
        Assert.Equal(CallerMatchKind.Many, match.Kind);
        Assert.Equal(["Nina Park", "Omar Haddad"], match.Candidates.Select(candidate => candidate.Name).Order());
        Assert.Equal("Harbor Freight Lines", Assert.Single(match.Candidates.Select(candidate => candidate.AccountName).Distinct()));
        Assert.All(match.Candidates, candidate => Assert.Equal("MatchedShared", candidate.Reason));
    }

    [Fact]
    public async Task A_companys_main_number_leads_to_the_account_and_those_who_show_it()
    {
        var match = await MatchAsync("+4533123456");
        Assert.Equal(CallerMatchKind.Many, match.Kind);
        Assert.Equal(["Blue Fjord", "Freja Holst", "Mikkel Dahl", "Sofie Krogh"], match.Candidates.Select(candidate => candidate.Name).Order());
        Assert.Single(match.Candidates.Select(candidate => candidate.AccountId).Distinct());
    }

    [Fact]
    public async Task Those_who_ask_at_the_same_time_share_one_search()
    {
        var matches = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => MatchAsync("+12025550161")));
        Assert.Single(matches.Distinct(ReferenceEqualityComparer.Instance));
    }

    [Fact]
    public async Task A_search_goes_on_for_those_who_wait_when_one_gives_up_and_a_failed_one_is_not_kept()
    {
        await World.Salesforce.ControlAsync("faults", new { match = new { path = "^/services/data/.*/(search|parameterizedSearch)" }, times = 1, fault = new { kind = "status", status = 400, body = new[] { new { errorCode = "MALFORMED_SEARCH", message = "Not here." } } } });
        await Assert.ThrowsAsync<Tieline.Salesforce.SalesforceException>(() => MatchAsync("+12025550162"));
        using var given = new CancellationTokenSource();
        var asker = await AskerAsync();
        var first = World.Get<CallerMatcher>().MatchAsync(asker, new CallerNumber("+12025550162", null, IsPrivate: false, null), given.Token);
        var second = MatchAsync("+12025550162");
        await given.CancelAsync();
        Assert.Equal("(202) 555-0162", (await second).NumberShown);
        await first.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    [Fact]
    public async Task A_converted_lead_never_matches() => Assert.Equal(CallerMatchKind.None, (await MatchAsync("+12025550177")).Kind);

    [Fact]
    public async Task A_number_that_nobody_has_matches_nobody_and_is_shown_as_people_write_it()
    {
        var match = await MatchAsync("+12025559999");
        Assert.Equal((CallerMatchKind.None, "(202) 555-9999"), (match.Kind, match.NumberShown));
    }

    [Fact]
    public async Task A_withheld_number_is_not_looked_for()
    {
        var match = await World.Get<CallerMatcher>().MatchAsync(await AskerAsync(), new CallerNumber("+12025550143", null, IsPrivate: true, null), TestWorld.Stop);
        Assert.Equal((CallerMatchKind.Withheld, ""), (match.Kind, match.NumberShown));
    }

    [Fact]
    public async Task An_extension_leads_to_the_colleague() => Assert.Equal("Bo Lind", (await MatchAsync("1102")).Single?.Name);

    [Fact]
    public async Task A_colleague_without_a_number_is_known_by_his_person()
    {
        var bo = (await World.Get<Agents>().AllAsync(World.TenantId, TestWorld.Stop)).Single(agent => agent.Name == "Bo Lind");
        var match = await World.Get<CallerMatcher>().MatchAsync(await AskerAsync(), new CallerNumber(null, null, false, bo.PersonId), TestWorld.Stop);
        Assert.Equal("Bo Lind", match.Single?.Name);
        Assert.Contains($"GET /v1/people/{bo.PersonId}", await World.Webex.RequestsAsync());
    }

    [Fact]
    public async Task A_colleague_who_withholds_his_number_is_not_named()
    {
        var bo = (await World.Get<Agents>().AllAsync(World.TenantId, TestWorld.Stop)).Single(agent => agent.Name == "Bo Lind");
        var match = await World.Get<CallerMatcher>().MatchAsync(await AskerAsync(), new CallerNumber(null, null, true, bo.PersonId), TestWorld.Stop);
        Assert.Equal(CallerMatchKind.Withheld, match.Kind);
        Assert.Empty(match.Candidates);
    }

    [Fact]
    public async Task A_contact_made_a_second_ago_is_found_before_the_search_knows_it()
    {
        await World.CreateAsync("Contact", new() { ["LastName"] = "Brandnew", ["Phone"] = "(303) 555-0199" });
        Assert.Equal("Brandnew", (await MatchAsync("+13035550199")).Single?.Name);
    }

    [Fact]
    public async Task A_match_is_kept_for_a_minute()
    {
        Assert.Equal(CallerMatchKind.None, (await MatchAsync("+13035550111")).Kind);
        await World.CreateAsync("Contact", new() { ["LastName"] = "Later", ["MobilePhone"] = "303.555.0111" });
        Assert.Equal(CallerMatchKind.None, (await MatchAsync("+13035550111")).Kind);
        await World.AdvanceAsync(TimeSpan.FromSeconds(61));
        Assert.Equal("Later", (await MatchAsync("+13035550111")).Single?.Name);
    }

    [Theory]
    [InlineData("lopez", "Maria Lopez")]
    [InlineData("Maria Lop", "Maria Lopez")]
    [InlineData("202 555 0143", "Maria Lopez")]
    [InlineData("Blue Fj", "Blue Fjord")]
    [InlineData("Bo Li", "Bo Lind")]
    public async Task The_dialer_finds_people_by_name_and_number(string text, string name)
    {
        var found = await World.Get<RecordSearch>().FindAsync(await AskerAsync(), text, [], TestWorld.Stop);
        Assert.Contains(found, record => record.Name == name && record.Phones.Count > 0);
    }

    [Fact]
    public async Task What_is_typed_into_the_search_is_looked_for_and_never_obeyed()
    {
        foreach (var text in new[] { "x} RETURNING User(Id) //", "O'Brien \\ {", "a", "*?*?", "\"" })
        {
            Assert.DoesNotContain(await World.Get<RecordSearch>().FindAsync(await AskerAsync(), text, ["Contact"], TestWorld.Stop), record => record.ObjectName != "Contact");
        }
    }

    [Fact]
    public async Task An_account_offers_its_own_number_and_its_contacts()
    {
        var search = World.Get<RecordSearch>();
        var acme = (await search.FindAsync(await AskerAsync(), "Blue Fjord", ["Account"], TestWorld.Stop)).Single();
        var phones = await search.PhonesOfRecordAsync(await AskerAsync(), acme.RecordId, TestWorld.Stop);
        Assert.Equal("Blue Fjord", phones[0].OwnerName);
        Assert.Contains(phones, phone => phone is { OwnerName: "Mikkel Dahl", Dial: "+4533123456", Field: "Phone" });
    }

    [Fact]
    public async Task A_case_and_an_opportunity_offer_their_people()
    {
        var search = World.Get<RecordSearch>();
        var maria = (await search.FindAsync(await AskerAsync(), "Maria Lopez", ["Contact"], TestWorld.Stop)).Single();
        var caseId = await World.CreateAsync("Case", new() { ["Subject"] = "Late delivery", ["ContactId"] = maria.RecordId, ["AccountId"] = maria.AccountId });
        var opportunity = await World.CreateAsync("Opportunity", new() { ["Name"] = "Engines", ["StageName"] = "Prospecting", ["CloseDate"] = "2026-12-31", ["AccountId"] = maria.AccountId });
        await World.CreateAsync("OpportunityContactRole", new() { ["OpportunityId"] = opportunity, ["ContactId"] = maria.RecordId });
        foreach (var id in new[] { caseId, opportunity })
        {
            var phones = await search.PhonesOfRecordAsync(await AskerAsync(), id, TestWorld.Stop);
            Assert.Equal(("Maria Lopez", "+12025550143"), (phones[0].OwnerName, phones[0].Dial));
        }
    }

    [Fact]
    public async Task No_id_and_a_record_without_numbers_offer_none()
    {
        Assert.Empty(await World.Get<RecordSearch>().PhonesOfRecordAsync(await AskerAsync(), "' OR Id != '", TestWorld.Stop));
        Assert.Empty(await World.Get<RecordSearch>().PhonesOfRecordAsync(await AskerAsync(), "701000000000001AAA", TestWorld.Stop));
    }

    private async Task<CallerMatch> MatchAsync(string number) =>
        await World.Get<CallerMatcher>().MatchAsync(await AskerAsync(), new CallerNumber(number, null, false, null), TestWorld.Stop);

    private async Task<Asker> AskerAsync()
    {
        var ann = (await World.Get<Agents>().FindAsync(World.TenantId, connected.Ann.AgentId, TestWorld.Stop))!;
        return new Asker(World.TenantId, ann.Id, ann.SalesforceUserId, ann.Country, ann.PersonId);
    }

    public sealed class ConnectedWorld : IAsyncLifetime
    {
        public TestWorld World { get; private set; } = null!;

        public PanelClient Ann { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            World = await TestWorld.StartAsync();
            Ann = (await World.ConnectAsync(TestWorld.Ann, TestWorld.Bo))[0];
        }

        public ValueTask DisposeAsync() => World.DisposeAsync();
    }
}
