using System.Collections.Concurrent;
using Tieline.Server.Audit;
using Tieline.Server.CallerMatching;
using Tieline.Server.CallLogging;
using Tieline.Server.Calls;
using Tieline.Server.Deliveries;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Strangers;

/// <summary>What a stranger's page could ask of the rooms behind it, with the names of what is Ann's: calls, logs, deliveries, searches.</summary>
public class EveryDeed(TwoTenants two) : IClassFixture<TwoTenants>
{
    private static readonly Dictionary<CallCommand, Func<CallControl, AgentLine, string, Task<CallControlResult>>> Commands = new()
    {
        [CallCommand.Answer] = (control, line, call) => control.AnswerAsync(line, call),
        [CallCommand.Reject] = (control, line, call) => control.RejectAsync(line, call),
        [CallCommand.End] = (control, line, call) => control.EndAsync(line, call),
        [CallCommand.Hold] = (control, line, call) => control.HoldAsync(line, call),
        [CallCommand.Resume] = (control, line, call) => control.ResumeAsync(line, call),
        [CallCommand.Mute] = (control, line, call) => control.MuteAsync(line, call),
        [CallCommand.Unmute] = (control, line, call) => control.UnmuteAsync(line, call),
        [CallCommand.SendDtmf] = (control, line, call) => control.SendDtmfAsync(line, call, "1"),
        [CallCommand.Divert] = (control, line, call) => control.DivertAsync(line, call, null),
        [CallCommand.Transfer] = (control, line, call) => control.TransferAsync(line, call, "+12125550199"),
        [CallCommand.TransferAttended] = (control, line, call) => control.TransferAttendedAsync(line, call, "another"),
        [CallCommand.Park] = (control, line, call) => control.ParkAsync(line, call),
    };

    public static TheoryData<CallCommand> All => [.. Enum.GetValues<CallCommand>()];

    private AgentLine Line => new(two.Sandbox.Id, two.StrangerPerson, "US");

    private Asker Asker => new(two.Sandbox.Id, two.Stranger.AgentId, "005000000000001AAA", "US", two.StrangerPerson);

    [Theory, MemberData(nameof(All))]
    public async Task A_stranger_cannot_touch_Anns_call(CallCommand command)
    {
        var before = await CommandsSentAsync();
        foreach (var line in new[] { Line, Line with { PersonId = two.AnnPerson } })
        {
            var result = await Commands[command](two.World.Get<CallControl>(), line, two.CallSessionId);
            Assert.Equal((CallControlKind.Gone, CallSentences.NoSuchCall), (result.Kind, result.Sentence));
        }

        Assert.Equal(before, await CommandsSentAsync());
    }

    [Fact]
    public async Task A_stranger_finds_neither_Anns_call_nor_her_log()
    {
        foreach (var person in new[] { two.StrangerPerson, two.AnnPerson })
        {
            Assert.Null(await two.World.Get<CallBoard>().FindAsync(two.Sandbox.Id, two.CallSessionId, person, TestWorld.Stop));
            Assert.DoesNotContain(await two.World.Get<CallBoard>().RecentAsync(two.Sandbox.Id, person, 50, TestWorld.Stop), call => call.CallSessionId == two.CallSessionId && call.Remote.Number is not null);
            var log = await two.World.Get<CallLogs>().FindAsync(two.Sandbox.Id, two.CallSessionId, person, TestWorld.Stop);
            Assert.Equal((null, null, null), (log.Draft.WhoId, log.TaskId, log.Problem));
            // What a stranger saved himself, as another test does, lies in his own tenant.
            Assert.NotEqual(TwoTenants.Note, log.Draft.Notes);
        }
    }

    [Fact]
    public async Task A_log_that_a_stranger_saves_under_the_name_of_Anns_call_is_not_hers()
    {
        var logs = two.World.Get<CallLogs>();
        await logs.SaveNotesAsync(two.Sandbox.Id, two.CallSessionId, two.AnnPerson, "by a stranger", TestWorld.Stop);
        Assert.Equal(TwoTenants.Note, (await logs.DraftAsync(two.World.TenantId, two.CallSessionId, two.AnnPerson, TestWorld.Stop)).Notes);
    }

    [Fact]
    public async Task The_deliveries_of_one_tenant_are_not_listed_tried_or_given_up_for_another()
    {
        var list = two.World.Get<DeliveryList>();
        Assert.Contains(await list.ListAsync(two.World.TenantId, DeliveryStanding.Failing, 500, TestWorld.Stop), one => one.Key == two.Task);
        foreach (var standing in Enum.GetValues<DeliveryStanding>())
        {
            Assert.DoesNotContain(await list.ListAsync(two.Sandbox.Id, standing, 500, TestWorld.Stop), one => one.Reason == "Not yet.");
        }

        Assert.False(await list.RetryNowAsync(two.Sandbox.Id, CallLogDelivery.KindName, two.Task, Actor.AdminKey, TestWorld.Stop));
        await list.GiveUpAsync(two.Sandbox.Id, CallLogDelivery.KindName, two.Task, new Actor("a stranger", ""), TestWorld.Stop);
        var anns = (await list.FindAsync(two.World.TenantId, CallLogDelivery.KindName, two.Task, TestWorld.Stop))!;
        Assert.NotEqual(DeliveryState.Dead, anns.State);
        Assert.DoesNotContain("stranger", anns.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_strangers_search_asks_his_own_org_alone()
    {
        var asked = await SearchesAsync();
        var search = two.World.Get<RecordSearch>();
        Assert.Empty(await search.FindAsync(Asker, "Zelda", [], TestWorld.Stop));
        Assert.Empty(await search.FindAsync(Asker, "+1 212 555 0133", [], TestWorld.Stop));
        Assert.Empty(await search.PhonesOfRecordAsync(Asker, two.ZeldaId, TestWorld.Stop));
        var match = await two.World.Get<CallerMatcher>().MatchAsync(Asker, new CallerNumber("+12125550133", null, false, null), TestWorld.Stop);
        Assert.Equal(CallerMatchKind.None, match.Kind);
        Assert.Equal(asked, await SearchesAsync());
        Assert.Single(await search.FindAsync(
            new Asker(two.World.TenantId, two.Ann.AgentId, await two.World.SalesforceUserIdAsync(TestWorld.Ann), "US", two.AnnPerson), "Zelda", [], TestWorld.Stop));
    }

    [Fact]
    public async Task An_agents_feed_carries_nothing_across_tenants()
    {
        var heard = new ConcurrentQueue<AgentNews>();
        using var page = await two.World.Get<AgentFeed>().SubscribeAsync(two.Sandbox.Id, two.Ann.AgentId, news => Task.Run(() => heard.Enqueue(news)));
        await two.World.Get<AgentFeed>().PublishAsync(two.World.TenantId, two.Ann.AgentId, new SignInChanged("webex", "hers"));
        await two.World.Get<AgentFeed>().PublishAsync(two.Sandbox.Id, two.Ann.AgentId, new SignInChanged("webex", "his"));
        await two.World.EventuallyAsync(() => !heard.IsEmpty);
        Assert.Equal([new SignInChanged("webex", "his")], heard);
    }

    private async Task<int> SearchesAsync() => (await two.World.Salesforce.RequestsAsync()).Count(request => request.Contains("search", StringComparison.OrdinalIgnoreCase));

    private async Task<int> CommandsSentAsync() => (await two.World.Webex.RequestsAsync()).Count(request => request.StartsWith("POST /v1/telephony", StringComparison.Ordinal));
}
