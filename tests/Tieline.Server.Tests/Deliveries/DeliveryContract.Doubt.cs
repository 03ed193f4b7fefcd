using Tieline.Server.Deliveries;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Deliveries;

/// <summary>Lost answers, crashes, and several nodes on one database.</summary>
public abstract partial class DeliveryContract
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Only_an_unsure_failure_leaves_doubt(bool unsure, bool mayAlreadyExist)
    {
        var node = await NodeAsync();
        _cloud.Fails(FailureKind.Retry, "no answer", unsure);
        await node.AskAsync(Nordlys, "call-1");
        await FailsAsync(node, "call-1");

        _cloud.Delivers();
        await AdvanceUntilAsync(TimeSpan.FromSeconds(5), () => _cloud.Shows.ContainsKey("call-1"));

        Assert.Equal((2, mayAlreadyExist), (_cloud.Seen.Last().Attempt, _cloud.Seen.Last().MayAlreadyExist));
        await node.AskAsync(Nordlys, "call-1");
        await Eventually.IsTrueAsync(() => _cloud.Shows["call-1"] == 2);
        Assert.False(_cloud.Seen.Last().MayAlreadyExist);
    }

    [Fact]
    public async Task A_crash_between_the_mark_and_the_outcome_shows_at_the_next_start()
    {
        var first = await NodeAsync();
        _cloud.Holds();
        await first.AskAsync(Nordlys, "call-1");
        await Eventually.IsTrueAsync(() => _cloud.Seen.Count == 1);
        await first.CrashAsync();
        var other = new FakeCloud();

        var second = await NodeAsync(cloud: other);

        await BecomesAsync(second, "call-1", DeliveryState.Settled);
        Assert.Equal((2, true), (other.Seen.Single().Attempt, other.Seen.Single().MayAlreadyExist));
    }

    [Fact]
    public async Task Another_node_takes_over_when_the_lease_of_a_dead_one_has_ended_and_not_before()
    {
        var dying = await NodeAsync(isOneOfSeveral: true);
        _cloud.Holds();
        await dying.AskAsync(Nordlys, "call-1");
        await Eventually.IsTrueAsync(() => _cloud.Seen.Count == 1);
        await dying.CrashAsync();
        var other = new FakeCloud();
        var living = await NodeAsync(isOneOfSeveral: true, cloud: other);

        _clock.Advance(TimeSpan.FromSeconds(59));
        await SeesWitnessAsync(living);
        Assert.Equal("witness", Assert.Single(other.Seen).Key);
        await AdvanceUntilAsync(TimeSpan.FromSeconds(1), () => other.Seen.Count == 2);

        Assert.True((await BecomesAsync(living, "call-1", DeliveryState.Settled)).Attempts == 2 && other.Seen.Last().MayAlreadyExist);
    }

    [Fact]
    public async Task A_living_node_keeps_its_lease_however_long_the_cloud_takes()
    {
        var slow = await NodeAsync(isOneOfSeveral: true);
        var held = _cloud.Holds();
        await slow.AskAsync(Nordlys, "call-1");
        await Eventually.IsTrueAsync(() => _cloud.Seen.Count == 1);
        var idle = await NodeAsync(isOneOfSeveral: true);

        for (var i = 0; i < 10; i++)
        {
            var lease = (await idle.FindAsync(Nordlys, "call-1")).DueAt;
            _clock.Advance(TimeSpan.FromSeconds(21));
            idle.Worker.Nudge();
            await Eventually.IsTrueAsync(async () => (await idle.FindAsync(Nordlys, "call-1")).DueAt > lease);
        }

        Assert.Single(_cloud.Seen);
        held.SetResult(new DeliveryOutcome.Delivered("00T1"));
        Assert.Equal("00T1", (await BecomesAsync(slow, "call-1", DeliveryState.Settled)).RemoteId);
    }

    [Fact]
    public async Task Two_nodes_on_one_database_deliver_each_revision_once_and_no_key_at_the_same_time()
    {
        var nodes = new[] { await NodeAsync(isOneOfSeveral: true), await NodeAsync(isOneOfSeveral: true) };
        _cloud.Answer = async delivery =>
        {
            await Task.Yield();
            return new DeliveryOutcome.Delivered("id-" + delivery.Key);
        };

        for (var round = 1; round <= 5; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 40).Select(i => nodes[(i + round) % 2].AskAsync(Nordlys, $"call-{i}")));
            nodes[0].Worker.Nudge();
            nodes[1].Worker.Nudge();
        }

        await Eventually.IsTrueAsync(() => _cloud.Shows.Count == 40 && _cloud.Shows.Values.All(shown => shown == 5));
        Assert.Equal(_cloud.Seen.Count, _cloud.Seen.DistinctBy(delivery => (delivery.Key, delivery.Revision)).Count());
    }

    [Fact]
    public async Task A_stop_stores_the_outcome_of_what_is_under_way()
    {
        var node = await NodeAsync();
        var held = _cloud.Holds();
        await node.AskAsync(Nordlys, "call-1");
        await Eventually.IsTrueAsync(() => _cloud.Seen.Count == 1);

        var stopping = node.StopAsync();
        held.SetResult(new DeliveryOutcome.Delivered("00T1"));
        await stopping;

        Assert.Equal(DeliveryState.Settled, (await node.FindAsync(Nordlys, "call-1")).State);
    }
}
