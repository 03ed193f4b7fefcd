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
        await pops.ShowAsync(Ann, "session", maria, world.Clock.UtcNow);
        await pops.ShowAsync(Ann, "session", maria, world.Clock.UtcNow);
        await pops.ShowAsync(Ann, "session", maria with { E164 = "+12025550188", Kind = CallerMatchKind.None, Candidates = [] }, world.Clock.UtcNow);
        await world.EventuallyAsync(() => front.Count == 2);
        Assert.Equal(["Maria", null], front.Select(pop => pop.Open?.Name));
        Assert.Equal("(202) 555-0143", front.Last().Match.NumberShown);
        Assert.Empty(back);
    }

    [Fact]
    public async Task An_agent_without_an_open_page_loses_the_pop_and_nothing_else()
    {
        await using var world = await TestWorld.StartAsync();
        await world.Get<ScreenPops>().ShowAsync(Ann, "session", Match(CallerMatchKind.None), world.Clock.UtcNow);
    }

    [Fact]
    public async Task Pops_are_counted_by_outcome_and_timed_from_the_webhook_on()
    {
        await using var world = await TestWorld.StartAsync();
        var pops = world.Get<ScreenPops>();
        var agent = Ann with { TenantId = Guid.NewGuid() };
        var (nina, omar) = (Candidate("003a", "Contact", "Nina", "001"), Candidate("003b", "Contact", "Omar", "002"));
        var heardAt = world.Clock.UtcNow - TimeSpan.FromMilliseconds(1500);
        await pops.ShowAsync(agent, "unseen", Match(CallerMatchKind.One, nina), heardAt);
        using (await world.Get<AgentFeed>().SubscribeAsync(agent.TenantId, agent.Id, _ => Task.CompletedTask))
        {
            await pops.ShowAsync(agent, "one", Match(CallerMatchKind.One, nina), heardAt);
            await pops.ShowAsync(agent, "one", Match(CallerMatchKind.One, nina), heardAt);
            await pops.ShowAsync(agent, "two", Match(CallerMatchKind.Many, nina, omar), heardAt);
            await pops.ShowAsync(agent, "three", Match(CallerMatchKind.None), heardAt);
            await pops.ShowAsync(agent, "four", null, heardAt);
        }

        string metrics = "";
        await world.EventuallyAsync(async () => (metrics = await world.Http.GetStringAsync("/metrics", TestWorld.Stop)).Contains($"{agent.TenantId}", StringComparison.Ordinal));
        var ours = metrics.Split('\n').Where(line => line.Contains($"{agent.TenantId}", StringComparison.Ordinal)).ToList();
        foreach (var outcome in new[] { "no_page", "record", "told_before", "choice", "nobody", "no_answer" })
        {
            Assert.Matches(" 1( |$)", Assert.Single(ours, line => line.StartsWith("tieline_screen_pop_pops", StringComparison.Ordinal) && line.Contains($"outcome=\"{outcome}\"", StringComparison.Ordinal)));
        }

        Assert.Equal(3, ours.Count(line => line.StartsWith("tieline_screen_pop_lag_seconds_sum", StringComparison.Ordinal) && line.Contains(" 1.5", StringComparison.Ordinal)));
    }

    private static CallerMatch Match(CallerMatchKind kind, params CallerCandidate[] candidates) => new("(202) 555-0143", "+12025550143", candidates, kind);

    private static CallerCandidate Candidate(string id, string objectName, string name, string? account) =>
        new(id, objectName, name, null, account, account is null ? null : "Acme", "(202) 555-0143", "Phone", 95, "MatchedDirect");
}
