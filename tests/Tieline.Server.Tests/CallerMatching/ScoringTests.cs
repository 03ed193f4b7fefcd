using Tieline.Server.CallerMatching;

namespace Tieline.Server.Tests.CallerMatching;

public class ScoringTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_mobile_is_surer_than_a_direct_number_and_that_than_an_assistants()
    {
        Assert.Equal((100, "MatchedMobile"), ScoreOf(Contact("a", ("MobilePhone", "(202) 555-0143"))));
        Assert.Equal((95, "MatchedDirect"), ScoreOf(Contact("a", ("Phone", "(202) 555-0143"))));
        Assert.Equal((50, "MatchedAssistant"), ScoreOf(Contact("a", ("AssistantPhone", "(202) 555-0143"))));
    }

    [Fact]
    public void The_best_field_of_a_record_counts() =>
        Assert.Equal((100, "MatchedMobile"), ScoreOf(Contact("a", ("Phone", "(202) 555-0143"), ("MobilePhone", "+1 202 555 0143"))));

    [Fact]
    public void Someone_behind_an_extension_of_the_number_is_less_sure_and_alone_still_clear()
    {
        var match = Match("+12025550150", Contact("ivy", ("Phone", "+1 (202) 555-0150 x204")));
        Assert.Equal((CallerMatchKind.One, 60, "MatchedWithoutExtension"), (match.Kind, match.Candidates[0].Score, match.Candidates[0].Reason));
    }

    [Fact]
    public void Someone_behind_another_extension_is_somebody_else() =>
        Assert.Equal(CallerMatchKind.None, Match("+12025550150 x300", Contact("ivy", ("Phone", "+1 (202) 555-0150 x204"))).Kind);

    [Fact]
    public void The_same_extension_is_as_sure_as_a_direct_number() =>
        Assert.Equal("MatchedExtension", Match("+12025550150 x204", Contact("ivy", ("Phone", "202-555-0150 ext 204"))).Candidates[0].Reason);

    [Fact]
    public void Two_people_with_one_number_are_left_to_the_agent()
    {
        var match = Match("+12025550143", Contact("a", ("Phone", "2025550143")), Contact("b", ("Phone", "+12025550143")));
        Assert.Equal(CallerMatchKind.Many, match.Kind);
        Assert.Null(match.Single);
        Assert.All(match.Candidates, candidate => Assert.Equal((70, "MatchedShared"), (candidate.Score, candidate.Reason)));
    }

    [Fact]
    public void Who_was_touched_last_comes_first_among_equals_and_is_not_clear()
    {
        var match = Match(
            "+12025550143",
            Contact("old", ("Phone", "2025550143")) with { TouchedAt = Monday.AddDays(-300) },
            Contact("new", ("Phone", "2025550143")) with { TouchedAt = Monday });
        Assert.Equal(["new", "old"], match.Candidates.Select(candidate => candidate.RecordId));
        Assert.Equal(CallerMatchKind.Many, match.Kind);
    }

    [Fact]
    public void A_mobile_that_is_one_persons_alone_beats_a_desk_that_others_wrote_down() =>
        Assert.Equal("a", Match("+12025550143", Contact("a", ("MobilePhone", "2025550143")), Contact("b", ("Phone", "2025550143"))).Single?.RecordId);

    [Fact]
    public void A_mobile_that_two_people_have_is_nobodys_alone() =>
        Assert.Equal(CallerMatchKind.Many, Match("+12025550143", Contact("a", ("MobilePhone", "2025550143")), Contact("b", ("MobilePhone", "2025550143"))).Kind);

    [Fact]
    public void A_contact_who_shows_the_accounts_main_number_does_not_stand_out()
    {
        var match = Match("+12025550140", Contact("a", ("Phone", "2025550140")), Account("001", "2025550140"));
        Assert.Equal(CallerMatchKind.Many, match.Kind);
        Assert.All(match.Candidates, candidate => Assert.Equal("001", candidate.AccountId));
    }

    [Fact]
    public void A_direct_number_stands_out_from_another_accounts_main_number() =>
        Assert.Equal("a", Match("+12025550140", Contact("a", ("Phone", "2025550140")) with { AccountId = "002" }, Account("001", "2025550140")).Single?.RecordId);

    [Fact]
    public void A_search_hit_with_another_number_is_no_match() =>
        Assert.Equal(CallerMatchKind.None, Match("+12025550143", Contact("a", ("Phone", "(303) 555-0143"))).Kind);

    [Fact]
    public void The_records_country_says_how_its_number_is_meant()
    {
        var dane = Contact("a", ("Phone", "20 12 34 56"));
        Assert.Equal(CallerMatchKind.None, Match("+4520123456", dane).Kind);
        Assert.Equal(CallerMatchKind.One, Match("+4520123456", dane with { Country = "DK" }).Kind);
    }

    [Fact]
    public void An_extension_alone_leads_to_the_colleague_who_has_it()
    {
        var bo = new PhoneHolder("005", "User", "Bo Lind", null, null, null, "US", [new("Phone", "+14085550102"), new("Extension", "1102")], null);
        Assert.Equal((90, "MatchedColleague"), ScoreOf(bo, "1102"));
        Assert.Equal(CallerMatchKind.None, Match("1103", bo).Kind);
    }

    private static (int Score, string Reason) ScoreOf(PhoneHolder holder, string number = "+12025550143")
    {
        var candidate = Assert.Single(Match(number, holder).Candidates);
        return (candidate.Score, candidate.Reason);
    }

    private static CallerMatch Match(string number, params PhoneHolder[] found) => Scoring.Match(NumberReading.Read(number, "US")!, number, found);

    private static PhoneHolder Contact(string id, params (string Field, string Text)[] phones) =>
        new(id, "Contact", id, null, "001", "Acme", "US", [.. phones.Select(phone => KeyValuePair.Create(phone.Field, phone.Text))], null);

    private static PhoneHolder Account(string id, string phone) => new(id, "Account", "Acme", null, null, null, "US", [new("Phone", phone)], null);
}
