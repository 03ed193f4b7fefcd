using System.Text;
using Orleans.Runtime;
using Tieline.Server.Calls;
using Tieline.Server.Intake;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Calls;

/// <summary>The one writer of a call: what a defect, a second writer, and the end of the call do to it.</summary>
public class CallSessionGrainTests
{
    private static readonly Guid Tenant = CallTable.Tenant;

    [Fact]
    public async Task Of_entries_handled_together_the_guilty_one_alone_is_set_aside()
    {
        var reactions = new Reactions();
        await using var world = await StartAsync(reactions);
        reactions.Refuse = _ => new TimeoutException("not yet");
        for (var person = 1; person <= 4; person++)
        {
            await TellAsync(world, $"p{person}", "received", "alerting", 0);
        }

        reactions.Refuse = change => change.Agents.Any(agent => agent.After.PersonId == "p3") ? new InvalidOperationException("a defect") : null;
        await UntilAsync(world, async () => await world.CountAsync("SELECT COUNT(*) FROM inbox WHERE state = 0") == 0);
        var dead = await world.Get<Database>().QueryAsync("SELECT person_id FROM inbox WHERE state = 2", [], row => row.GetString(0), TestWorld.Stop);
        Assert.Equal(["p3"], dead);
        Assert.Equal(["p1", "p2", "p4"], (await SessionAsync(world)).Views().Select(view => view.PersonId).Order());
    }

    [Fact]
    public async Task A_version_written_behind_its_back_is_taken_up_and_nothing_of_either_is_lost()
    {
        await using var world = await StartAsync(new Reactions());
        await TellAsync(world, "p1", "received", "alerting", 0);
        await UntilAsync(world, async () => await world.CountAsync("SELECT COUNT(*) FROM inbox WHERE state = 0") == 0);

        var stored = await SessionAsync(world);
        var byOther = stored.Apply(new CallAlerted("p2", "call-of-p2", new Stamp(CallTable.Start, 1), CallTable.Start)) with { Version = stored.Version + 1 };
        await world.Get<GroupCommitWriter>().CommitAsync([CallRows.Write(byOther, CallTable.Start, null), .. byOther.Views().Select(CallRows.Write)], TestWorld.Stop);

        await TellAsync(world, "p1", "answered", "connected", 2);
        await UntilAsync(world, async () => await world.CountAsync("SELECT COUNT(*) FROM inbox WHERE state <> 1") == 0);
        var session = await SessionAsync(world);
        Assert.Equal(stored.Version + 2, session.Version);
        Assert.Equal(
            [("p1", CallStatus.Connected), ("p2", CallStatus.Ringing)], session.Views().OrderBy(view => view.PersonId).Select(view => (view.PersonId, view.Status)));
    }

    [Fact]
    public async Task A_call_that_is_over_leaves_the_memory()
    {
        await using var world = await StartAsync(new Reactions());
        await TellAsync(world, "p1", "received", "alerting", 0);
        await world.EventuallyAsync(async () => await AwakeAsync(world) == 1);
        await TellAsync(world, "p1", "disconnected", "disconnected", 5);
        await world.EventuallyAsync(async () => await world.CountAsync("SELECT COUNT(*) FROM inbox WHERE state = 0") == 0); // With the clock standing: a sweep would wake it once more.
        await world.EventuallyAsync(async () => await AwakeAsync(world) == 0);
    }

    private static Task<TestWorld> StartAsync(Reactions reactions) =>
        TestWorld.StartAsync(new() { Configure = builder => builder.Services.AddSingleton<ICallReactions>(reactions) });

    private static async Task<int> AwakeAsync(TestWorld world)
    {
        var grains = await world.Get<IGrainFactory>().GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics();
        return grains.Where(grain => grain.GrainType.Contains(nameof(CallSessionGrain), StringComparison.Ordinal)).Sum(grain => grain.ActivationCount);
    }

    private static Task<bool> TellAsync(TestWorld world, string person, string eventType, string state, int second)
    {
        var body =
            $$"""
            {"id":"w","resource":"telephony_calls","event":"updated","data":{"eventType":"{{eventType}}","eventTimestamp":"2026-11-23T09:00:0{{second}}Z",
            "callId":"call-of-{{person}}","callSessionId":"session-1","personality":"terminator","state":"{{state}}","created":"2026-11-23T09:00:00Z",
            "remoteParty":{"number":"+12025550143","privacyEnabled":false,"callType":"external"} } }
            """;
        return world.Get<Inbox>().AppendAsync(new InboxKey(Tenant, CallNotes.Subject, "session-1"), person, Inbox.Webhook, Encoding.UTF8.GetBytes(body), TestWorld.Stop);
    }

    private static async Task<CallSession> SessionAsync(TestWorld world) => (await world.Get<Database>().QueryAsync(
        CallRows.SelectSession, [Tenant, "session-1"], row => CallRows.ReadSession(row, Tenant, "session-1"), TestWorld.Stop)).Single();

    private static Task UntilAsync(TestWorld world, Func<Task<bool>> condition) => Eventually.IsTrueAsync(
        async () =>
        {
            world.Clock.Advance(TimeSpan.FromSeconds(1));
            return await condition();
        },
        TimeSpan.FromSeconds(30), "nothing waits");

    private sealed class Reactions : ICallReactions
    {
        public Func<CallChange, Exception?> Refuse { get; set; } = _ => null;

        public IReadOnlyList<Statement> WriteWith(CallChange change) => Refuse(change) is { } failure ? throw failure : [];

        public void BeforeCommit(CallChange change)
        {
        }

        public Task AfterCommitAsync(CallChange change) => Task.CompletedTask;
    }
}
