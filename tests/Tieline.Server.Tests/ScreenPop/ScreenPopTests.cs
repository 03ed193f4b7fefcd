using System.Collections.Concurrent;
using Tieline.Server.CallerMatching;
using Tieline.Server.ScreenPop;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.ScreenPop;

public class ScreenPopTests
{
    private static readonly Agent Ann = new(Guid.NewGuid(), Guid.NewGuid(), "005000000000001AAA", null, "Ann", "ann@example.com", "US", "en_US", IsActive: true);

    [Fact]
    public void The_one_clear_match_is_opened() =>
        Assert.Equal(new PopTarget("003a", "Contact", "Maria"), ScreenPops.TargetOf(Match(CallerMatchKind.One, Candidate("003a", "Contact", "Maria", "001"))));

    [Fact]
    public void Equal_matches_open_the_account_that_they_share() =>
        Assert.Equal(
            new PopTarget("001", "Account", "Acme"),
            ScreenPops.TargetOf(Match(CallerMatchKind.Many, Candidate("003a", "Contact", "Nina", "001"), Candidate("003b", "Contact", "Omar", "001"))));

    [Fact]
    public void Equal_matches_of_two_accounts_or_of_none_open_nothing()
    {
        Assert.Null(ScreenPops.TargetOf(Match(CallerMatchKind.Many, Candidate("003a", "Contact", "Nina", "001"), Candidate("003b", "Contact", "Omar", "002"))));
        Assert.Null(ScreenPops.TargetOf(Match(CallerMatchKind.Many, Candidate("00Qa", "Lead", "Nina", null), Candidate("00Qb", "Lead", "Omar", null))));
    }

    [Theory]
    [InlineData(CallerMatchKind.None)]
    [InlineData(CallerMatchKind.Withheld)]
    public void Nobody_opens_nothing(CallerMatchKind kind) => Assert.Null(ScreenPops.TargetOf(Match(kind)));

    [Fact]
    public async Task A_call_pops_once_on_the_page_in_front_and_again_when_the_other_party_changes()
    {
        await using var world = await TestWorld.StartAsync();
        var (front, back) = (new ConcurrentQueue<ScreenPopAsked>(), new ConcurrentQueue<ScreenPopAsked>());
        using var behind = await world.Get<AgentFeed>().SubscribeAsync(Ann.TenantId, Ann.Id, news => Task.Run(() => back.Enqueue((ScreenPopAsked)news)));
        using var ahead = await world.Get<AgentFeed>().SubscribeAsync(Ann.TenantId, Ann.Id, news => Task.Run(() => front.Enqueue((ScreenPopAsked)news)));
        await ahead.MarkFocusedAsync();
        var pops = world.Get<ScreenPops>();
        var maria = Match(CallerMatchKind.One, Candidate("003a", "Contact", "Maria", "001"));
        await pops.ShowAsync(Ann, "session", maria);
        await pops.ShowAsync(Ann, "session", maria);
        await pops.ShowAsync(Ann, "session", maria with { E164 = "+12025550188", Kind = CallerMatchKind.None, Candidates = [] });
        await world.EventuallyAsync(() => front.Count == 2);
        Assert.Equal(["Maria", null], front.Select(pop => pop.Open?.Name));
        Assert.Equal("(202) 555-0143", front.Last().Match.NumberShown);
        Assert.Empty(back);
    }

    [Fact]
    public async Task An_agent_without_an_open_page_loses_the_pop_and_nothing_else()
    {
        await using var world = await TestWorld.StartAsync();
        await world.Get<ScreenPops>().ShowAsync(Ann, "session", Match(CallerMatchKind.None));
    }

    private static CallerMatch Match(CallerMatchKind kind, params CallerCandidate[] candidates) => new("(202) 555-0143", "+12025550143", candidates, kind);

    private static CallerCandidate Candidate(string id, string objectName, string name, string? account) =>
        new(id, objectName, name, null, account, account is null ? null : "Acme", "(202) 555-0143", "Phone", 95, "MatchedDirect");
}
