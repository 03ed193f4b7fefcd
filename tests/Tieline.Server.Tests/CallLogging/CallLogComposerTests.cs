using Tieline.Salesforce;
using Tieline.Server.CallLogging;
using Tieline.Server.CallerMatching;
using Tieline.Server.Calls;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.CallLogging;

public class CallLogComposerTests
{
    private static readonly Guid Tenant = Guid.Parse("01900000-0000-7000-8000-000000000001");
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 30, 0, TimeSpan.Zero);
    private static readonly Agent Ann = new(Guid.NewGuid(), Tenant, "005000000000001AAA", "person", "Ann Berg", "ann@x.example", "US", "en_US", true);
    private static readonly CallLogMatch Maria = new("+12025550143", "Maria Lopez", "003000000000001AAA", "Maria Lopez", null, null);

    private static CallView Call => new(
        Tenant, "session", "person", "call", CallDirection.Inbound, CallStatus.Ended, new RemoteParty(null, "+12025550143", false, null, "external"),
        Start, Start.AddSeconds(2), Start.AddSeconds(67), CallOutcome.Answered, false, false, false, false, null, null, 3)
    {
        IsIncoming = true, TalkTime = TimeSpan.FromSeconds(65),
    };

    private static CallLogDraft Draft => new(Tenant, "session", "person");

    [Fact]
    public void An_answered_call_is_a_closed_Task_with_who_what_and_how_long()
    {
        var fields = Compose(Call, Draft with { Notes = "Wants a quote", Disposition = "Interested" }).ForCreate();
        Assert.Equal("Call from Maria Lopez", fields["Subject"]);
        Assert.Equal("Completed", fields["Status"]);
        Assert.Equal("Call", fields["TaskSubtype"]);
        Assert.Equal("webex:session:person", fields["CallObject"]);
        Assert.Equal(65, fields["CallDurationInSeconds"]);
        Assert.Equal("Interested", fields["CallDisposition"]);
        Assert.Equal("003000000000001AAA", fields["WhoId"]);
        Assert.Equal("005000000000001AAA", fields["OwnerId"]);
        Assert.Equal("Wants a quote\n\nNumber: +12025550143\nResult: Answered\nTalk time: 1:05", fields["Description"]);
    }

    [Fact]
    public void While_they_talk_it_is_open_and_has_no_duration()
    {
        var fields = Compose(Call with { Status = CallStatus.Connected, EndedAt = null, Outcome = null, TalkTime = null }).ForCreate();
        Assert.Equal("Not Started", fields["Status"]);
        Assert.False(fields.ContainsKey("CallDurationInSeconds"));
    }

    [Theory]
    [InlineData(CallOutcome.Missed, true, "Missed call from Maria Lopez", "Missed")]
    [InlineData(CallOutcome.Rejected, true, "Rejected call from Maria Lopez", "Rejected")]
    [InlineData(CallOutcome.Forwarded, true, "Forwarded call from Maria Lopez", "Forwarded")]
    [InlineData(CallOutcome.NotReached, false, "Call to Maria Lopez, not reached", "Not reached")]
    public void A_call_without_talk_says_why_and_has_no_duration(CallOutcome outcome, bool isIncoming, string subject, string disposition)
    {
        var fields = Compose(Call with { Outcome = outcome, AnsweredAt = null, TalkTime = null, IsIncoming = isIncoming }).ForCreate();
        Assert.Equal((subject, disposition), (fields["Subject"], fields["CallDisposition"]));
        Assert.False(fields.ContainsKey("CallDurationInSeconds"));
    }

    [Fact]
    public void It_speaks_the_agents_language() =>
        Assert.Equal("Opkald fra Maria Lopez", Compose(Call, agent: Ann with { Language = "da" }).Subject);

    [Fact]
    public void The_day_is_the_agents()
    {
        Assert.Equal("2026-11-23", Compose(Call).ActivityDate);
        Assert.Equal("2026-11-24", Compose(Call, zone: TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen")).ActivityDate);
    }

    [Fact]
    public void A_lead_stands_alone_and_an_account_is_what_it_is_about()
    {
        var lead = Compose(Call, Draft with { WhoId = "00Q000000000001AAA", WhatId = "001000000000001AAA", LinkedBy = LinkedBy.Agent });
        Assert.Equal(("00Q000000000001AAA", null), (lead.WhoId, lead.WhatId));
        var both = Compose(Call, Draft with { WhoId = "003000000000002AAA", WhatId = "001000000000001AAA", LinkedBy = LinkedBy.Agent });
        Assert.Equal(("003000000000002AAA", "001000000000001AAA"), (both.WhoId, both.WhatId));
    }

    [Fact]
    public void What_the_agent_chose_wins_over_the_match_also_when_it_is_nothing()
    {
        var none = Compose(Call, Draft with { LinkedBy = LinkedBy.Agent });
        Assert.Equal((null, null), (none.WhoId, none.WhatId));
        Assert.Equal("003000000000001AAA", Compose(Call).WhoId);
    }

    [Fact]
    public void Several_equal_matches_stay_unlinked_or_on_the_account_that_all_share()
    {
        CallerCandidate Of(string id, string? account) => new(id, "Contact", "Somebody", null, account, "Blue Fjord", "+1", "Phone", 80, "MatchedMain");
        var shared = CallLogMatch.Of(Call.Remote, new CallerMatch("(202) 555-0143", "+12025550143", [Of("003A", "001A"), Of("003B", "001A")], CallerMatchKind.Many));
        Assert.Equal((null, "001A", "(202) 555-0143"), (shared.WhoId, shared.WhatId, shared.Shown));
        var apart = CallLogMatch.Of(Call.Remote, new CallerMatch("(202) 555-0143", "+12025550143", [Of("003A", "001A"), Of("003B", null)], CallerMatchKind.Many));
        Assert.Equal((null, null), (apart.WhoId, apart.WhatId));
    }

    [Fact]
    public void A_withheld_number_and_an_approximate_end_are_said_in_words()
    {
        var withheld = Call with { Remote = new RemoteParty(null, null, true, null, "external"), IsApproximate = true };
        var fields = Compose(withheld, match: CallLogMatch.Of(withheld.Remote, null));
        Assert.Equal("Call from withheld number", fields.Subject);
        Assert.Contains("approximate", fields.Lines[^1].Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_is_cut_to_what_the_org_takes_and_never_through_a_character()
    {
        var words = OrgTaskWords.Standard with { SubjectLength = 10, DescriptionLength = 80 };
        var fields = CallLogComposer.Compose(Call, Draft with { Subject = "12345678👍👍", Notes = new string('x', 500) }, Maria, Ann, words, null);
        Assert.Equal("12345678…", fields.Subject);
        var description = (string)fields.ForCreate()["Description"]!;
        Assert.True(description.Length <= 80);
        Assert.EndsWith("Talk time: 1:05", description);
    }

    [Fact]
    public void An_update_writes_what_changed_here_and_leaves_what_people_changed_there()
    {
        var open = Compose(Call with { Status = CallStatus.Connected, EndedAt = null, Outcome = null, TalkTime = null }, Draft with { Notes = "First" });
        var closed = Compose(Call, Draft with { Notes = "First and second" });
        var edited = "They wrote this in Salesforce\nFirst\n\nNumber: +12025550143";
        var update = closed.ForUpdate(open, edited, closed.FitInto(edited, [open.OwnText()])!.Value.Description);
        Assert.Equal(["CallDurationInSeconds", "Description", "Status"], update.Keys.Order());
        Assert.Equal("They wrote this in Salesforce\nFirst and second\n\nNumber: +12025550143\nResult: Answered\nTalk time: 1:05", update["Description"]);
        var stands = (string)update["Description"]!;
        Assert.Empty(closed.ForUpdate(closed, stands, closed.FitInto(stands, [closed.OwnText()])!.Value.Description));
    }

    [Fact]
    public void The_orgs_own_status_words_are_used()
    {
        PicklistValue Of(string value, bool isDefault = false, bool isActive = true) => new(value, value, isActive, isDefault);
        var task = new ObjectDescription
        {
            Fields =
            [
                new() { Name = "Status", PicklistValues = [Of("Offen", isDefault: true), Of("Alt", isActive: false), Of("Erledigt"), Of("Abgelegt")] },
                new() { Name = "Priority", PicklistValues = [Of("Hoch"), Of("Mittel", isDefault: true)] },
                new() { Name = "Subject", Length = 80 },
            ],
        };
        var words = OrgTaskWords.From(task, [new("Offen", false), new("Erledigt", true), new("Abgelegt", true)]);
        Assert.Equal(new OrgTaskWords("Offen", "Erledigt", "Mittel", null, 80, 32_000, 255), words);
    }

    private static CallLogFields Compose(CallView call, CallLogDraft? draft = null, CallLogMatch? match = null, Agent? agent = null, TimeZoneInfo? zone = null) =>
        CallLogComposer.Compose(call, draft ?? Draft, match ?? Maria, agent ?? Ann, OrgTaskWords.Standard, zone);
}
