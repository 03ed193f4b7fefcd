using Tieline.Server.Audit;
using Tieline.Server.Deliveries;
using Tieline.Server.Lightning;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Deliveries;

/// <summary>Deliveries as other rooms and the page see them, on both databases, with a cloud that answers as told and a clock moved by hand.</summary>
public abstract partial class DeliveryContract : IAsyncLifetime
{
    private static readonly Guid Nordlys = Guid.Parse("0193a5b0-0000-7000-8000-000000000001");
    private static readonly Actor Grace = new("Grace", "");
    private static readonly Guid Fjord = Guid.Parse("0193a5b0-0000-7000-8000-000000000002");

    private readonly ManualClock _clock = new();
    private readonly FakeCloud _cloud = new();
    private readonly List<DeliveryNode> _nodes = [];

    public ValueTask InitializeAsync() => PrepareAsync();

    public async ValueTask DisposeAsync()
    {
        _cloud.Delivers();
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await ForgetAsync();
        Assert.False(_cloud.DeliveredOneKeyTwiceAtOnce, "One key was delivered twice at once.");
    }

    [Fact]
    public async Task A_debt_is_settled_and_the_id_in_the_cloud_remembered()
    {
        var node = await NodeAsync();

        await node.AskAsync(Nordlys, "call-1", "hello");

        var settled = await BecomesAsync(node, "call-1", DeliveryState.Settled);
        Assert.Equal(("id-call-1", 1, 1, 1), (settled.RemoteId, settled.Revision, settled.DeliveredRevision, settled.Attempts));
        var seen = Assert.Single(_cloud.Seen);
        Assert.Equal(new Delivery(Nordlys, "test", "call-1", 1, "hello", null, 1, false, _clock.UtcNow), seen);
    }

    [Fact]
    public async Task A_change_is_delivered_to_the_same_thing()
    {
        var node = await NodeAsync();
        await node.AskAsync(Nordlys, "call-1");
        await BecomesAsync(node, "call-1", DeliveryState.Settled);

        await node.AskAsync(Nordlys, "call-1", "more");

        await Eventually.IsTrueAsync(() => _cloud.Shows.GetValueOrDefault("call-1") == 2);
        Assert.Equal(("id-call-1", "more", 1), (_cloud.Seen.Last().RemoteId, _cloud.Seen.Last().Payload, _cloud.Seen.Last().Attempt));
    }

    [Fact]
    public async Task A_change_during_a_delivery_is_delivered_after_it()
    {
        var node = await NodeAsync();
        var held = _cloud.Holds();
        await node.AskAsync(Nordlys, "call-1", "first");
        await Eventually.IsTrueAsync(() => _cloud.Seen.Count == 1);

        await node.AskAsync(Nordlys, "call-1", "second");
        _cloud.Delivers();
        held.SetResult(new DeliveryOutcome.Delivered("00T1"));

        await Eventually.IsTrueAsync(() => _cloud.Shows.GetValueOrDefault("call-1") == 2);
        Assert.Equal(["first", "second"], _cloud.Seen.Select(delivery => delivery.Payload));
        Assert.Equal("00T1", _cloud.Seen.Last().RemoteId);
    }

    [Fact]
    public async Task A_delivery_waits_for_its_time_and_the_earliest_wish_counts()
    {
        var node = await NodeAsync();
        await node.AskAsync(Nordlys, "call-1", delay: TimeSpan.FromSeconds(30));
        await node.AskAsync(Nordlys, "call-1", delay: TimeSpan.FromSeconds(10));
        await node.AskAsync(Nordlys, "call-1", delay: TimeSpan.FromSeconds(60));

        _clock.Advance(TimeSpan.FromSeconds(9));
        await SeesWitnessAsync(node);
        Assert.Equal(DeliveryState.Waiting, (await node.FindAsync(Nordlys, "call-1")).State);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(3, (await BecomesAsync(node, "call-1", DeliveryState.Settled)).DeliveredRevision);
        Assert.Equal(["witness", "call-1"], _cloud.Seen.Select(delivery => delivery.Key));
    }

    [Fact]
    public async Task A_cloud_that_is_down_for_an_hour_gets_everything_once_it_is_back()
    {
        var node = await NodeAsync();
        _cloud.Fails(FailureKind.Retry, "503");
        for (var i = 0; i < 20; i++)
        {
            await node.AskAsync(Nordlys, $"call-{i}");
        }

        for (var minute = 0; minute < 60; minute++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await QuietAsync();
        }

        // Three deliveries show the outage, eight may be under way by then; after that one probe a minute at the most, and fewer where the machine is slower than the clock here.
        Assert.InRange(_cloud.Seen.Count, 3, 8 + 70);
        var counts = await node.List.CountAsync(Nordlys, CancellationToken.None);
        Assert.Equal(20, counts.Failing + counts.Waiting);
        _cloud.Delivers();
        await AdvanceUntilAsync(TimeSpan.FromMinutes(1), () => _cloud.Shows.Count == 20);

        await Eventually.IsTrueAsync(async () => (await node.List.CountAsync(Nordlys, CancellationToken.None)).Settled == 20);
    }

    [Fact]
    public async Task One_tenants_outage_does_not_hold_up_another()
    {
        var node = await NodeAsync();
        _cloud.Answer = delivery => Task.FromResult<DeliveryOutcome>(
            delivery.TenantId == Nordlys ? new DeliveryOutcome.Failed(FailureKind.Retry, "503") : new DeliveryOutcome.Delivered("id"));
        for (var i = 0; i < 30; i++)
        {
            await node.AskAsync(Nordlys, $"call-{i}");
        }

        await node.AskAsync(Fjord, "call-x");

        await Eventually.IsTrueAsync(() => _cloud.Shows.ContainsKey("call-x"));
    }

    [Fact]
    public async Task At_most_eight_are_under_way_at_once()
    {
        var node = await NodeAsync();
        var held = _cloud.Holds();
        for (var i = 0; i < 30; i++)
        {
            await node.AskAsync(Nordlys, $"call-{i}");
        }

        await Eventually.IsTrueAsync(() => _cloud.Seen.Count == 8);
        held.SetResult(new DeliveryOutcome.Delivered("id"));

        await Eventually.IsTrueAsync(() => _cloud.Shows.Count == 30);
        Assert.Equal(8, _cloud.MostAtOnce);
    }

    [Fact]
    public async Task A_refused_content_is_kept_and_tried_again_when_it_changes()
    {
        var node = await NodeAsync();
        _cloud.Fails(FailureKind.Refused, "Subject is required.");
        await node.AskAsync(Nordlys, "call-1", "bad");
        var failing = await FailsAsync(node, "call-1");
        Assert.Equal((FailureKind.Refused, "Subject is required."), (failing.FailureKind, failing.Reason));
        Assert.True(failing.DueAt >= _clock.UtcNow.AddHours(6));

        _cloud.Delivers();
        await node.AskAsync(Nordlys, "call-1", "good");

        await BecomesAsync(node, "call-1", DeliveryState.Settled);
        Assert.Equal(1, _cloud.Seen.Last().Attempt);
    }

    [Fact]
    public async Task A_change_does_not_hurry_a_cloud_that_is_down()
    {
        var node = await NodeAsync();
        _cloud.Fails(FailureKind.Retry, "503");
        await node.AskAsync(Nordlys, "call-1");
        var failing = await FailsAsync(node, "call-1");

        await node.AskAsync(Nordlys, "call-1", "typed on");

        Assert.Equal(failing.DueAt, (await node.FindAsync(Nordlys, "call-1")).DueAt);
    }

    [Fact]
    public async Task Retry_now_tries_at_once_whatever_the_breaker_says()
    {
        var node = await NodeAsync();
        _cloud.Fails(FailureKind.Retry, "503");
        for (var i = 0; i < 4; i++)
        {
            await node.AskAsync(Nordlys, $"call-{i}");
        }

        await Eventually.IsTrueAsync(() => _cloud.Seen.Count >= 3);
        var tried = _cloud.Seen.First().Key;
        await FailsAsync(node, tried);
        _cloud.Delivers();

        Assert.True(await node.List.RetryNowAsync(Nordlys, "test", tried, Grace, CancellationToken.None));

        await BecomesAsync(node, tried, DeliveryState.Settled);
        Assert.False(await node.List.RetryNowAsync(Nordlys, "test", tried, Grace, CancellationToken.None));
    }

    [Fact]
    public async Task What_can_never_succeed_is_dead_until_somebody_wants_it_again()
    {
        var node = await NodeAsync();
        _cloud.Fails(FailureKind.GiveUp, "The record was deleted.");
        await node.AskAsync(Nordlys, "call-1");
        await BecomesAsync(node, "call-1", DeliveryState.Dead);
        var dead = Assert.Single(await node.List.ListAsync(Nordlys, DeliveryStanding.Dead, 10, CancellationToken.None));
        Assert.Equal("The record was deleted.", dead.Reason);
        Assert.Empty(await node.List.ListAsync(Fjord, DeliveryStanding.Dead, 10, CancellationToken.None));

        _cloud.Delivers();
        Assert.True(await node.List.RetryNowAsync(Nordlys, "test", "call-1", Grace, CancellationToken.None));

        await BecomesAsync(node, "call-1", DeliveryState.Settled);
    }

    [Fact]
    public async Task A_given_up_delivery_is_not_tried_again_and_names_who_gave_it_up()
    {
        var node = await NodeAsync();
        await node.AskAsync(Nordlys, "call-1", delay: TimeSpan.FromMinutes(1));

        Assert.True(await node.List.GiveUpAsync(Nordlys, "test", "call-1", Grace, CancellationToken.None));
        _clock.Advance(TimeSpan.FromHours(7));
        await SeesWitnessAsync(node);

        Assert.Equal("Given up by Grace.", Texts.For("en_US").Told((await node.FindAsync(Nordlys, "call-1")).Reason!));
        Assert.Equal("witness", Assert.Single(_cloud.Seen).Key);
    }

    [Fact]
    public async Task After_three_days_of_outage_a_delivery_is_dead()
    {
        var node = await NodeAsync();
        _cloud.Fails(FailureKind.Retry, "503");
        await node.AskAsync(Nordlys, "call-1");

        var failing = await FailsAsync(node, "call-1");
        while (failing.State != DeliveryState.Dead)
        {
            _clock.Advance(TimeSpan.FromHours(1));
            await Eventually.IsTrueAsync(async () => (await node.FindAsync(Nordlys, "call-1")).FailuresInRow > failing.FailuresInRow);
            failing = await node.FindAsync(Nordlys, "call-1");
        }

        Assert.Equal(TimeSpan.FromHours(72), _clock.UtcNow - new ManualClock().UtcNow);
    }

    [Theory]
    [InlineData(FailureKind.NeedsAdmin)]
    [InlineData(FailureKind.Refused)]
    public async Task Days_without_an_admin_do_not_count_towards_the_three_of_an_outage(FailureKind before)
    {
        var node = await NodeAsync();
        _cloud.Fails(before, "not yet");
        await node.AskAsync(Nordlys, "call-1");
        await FailsAsync(node, "call-1");
        _cloud.Fails(FailureKind.Retry, "503");
        _clock.Advance(TimeSpan.FromDays(4));
        if (before == FailureKind.Refused)
        {
            await node.AskAsync(Nordlys, "call-1");
        }

        await Eventually.IsTrueAsync(async () => (await node.FindAsync(Nordlys, "call-1")).FailureKind == FailureKind.Retry);
        var failing = await node.FindAsync(Nordlys, "call-1");
        Assert.Equal((DeliveryState.Waiting, 1), (failing.State, failing.FailuresInRow));
    }

    [Fact]
    public async Task New_content_has_three_days_of_its_own()
    {
        var node = await NodeAsync();
        _cloud.Fails(FailureKind.Retry, "503");
        await node.AskAsync(Nordlys, "call-1");
        await FailsAsync(node, "call-1");
        _clock.Advance(TimeSpan.FromHours(71));
        await Eventually.IsTrueAsync(async () => (await node.FindAsync(Nordlys, "call-1")).FailuresInRow == 2);
        await node.AskAsync(Nordlys, "call-1");
        _clock.Advance(TimeSpan.FromHours(2));
        await Eventually.IsTrueAsync(async () => (await node.FindAsync(Nordlys, "call-1")).FailuresInRow == 3);
        Assert.Equal(DeliveryState.Waiting, (await node.FindAsync(Nordlys, "call-1")).State);
    }

    [Fact]
    public async Task An_exception_of_our_own_is_tried_again_and_leaves_doubt()
    {
        var node = await NodeAsync();
        _cloud.Answer = _ => throw new InvalidOperationException("a defect");
        await node.AskAsync(Nordlys, "call-1");
        Assert.Equal("An error of our own (InvalidOperationException); the log tells more.", Texts.For("en_US").Told((await FailsAsync(node, "call-1")).Reason!));

        _cloud.Delivers();
        await AdvanceUntilAsync(TimeSpan.FromSeconds(5), () => _cloud.Shows.ContainsKey("call-1"));

        Assert.True(_cloud.Seen.Last().MayAlreadyExist);
    }

    private protected abstract ValueTask PrepareAsync();

    private protected abstract Task<Cellar> NewCellarAsync();

    private protected abstract ValueTask ForgetAsync();

    private async Task<DeliveryNode> NodeAsync(bool isOneOfSeveral = false, FakeCloud? cloud = null)
    {
        var node = await DeliveryNode.StartAsync(await NewCellarAsync(), _clock, cloud ?? _cloud, isOneOfSeveral);
        _nodes.Add(node);
        return node;
    }

    private static async Task<DeliveryView> BecomesAsync(DeliveryNode node, string key, DeliveryState state)
    {
        await Eventually.IsTrueAsync(async () => (await node.FindAsync(Nordlys, key)).State == state, $"{key} becomes {state}");
        return await node.FindAsync(Nordlys, key);
    }

    private static async Task<DeliveryView> FailsAsync(DeliveryNode node, string key)
    {
        await Eventually.IsTrueAsync(
            async () => await node.FindAsync(Nordlys, key) is { State: DeliveryState.Waiting, FailureKind: not null }, $"{key} fails");
        return await node.FindAsync(Nordlys, key);
    }

    /// <summary>Has another delivery made, due now: when it is, the worker has looked at the present time, and what was due before was begun before.</summary>
    private static async Task SeesWitnessAsync(DeliveryNode node)
    {
        await node.AskAsync(Nordlys, "witness");
        await BecomesAsync(node, "witness", DeliveryState.Settled);
    }

    /// <summary>Waits until the workers have done what the present time lets them do.</summary>
    private async Task QuietAsync()
    {
        var seen = -1;
        while (seen != _cloud.Seen.Count)
        {
            seen = _cloud.Seen.Count;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private Task AdvanceUntilAsync(TimeSpan step, Func<bool> condition) => AdvanceUntilAsync(step, () => Task.FromResult(condition()));

    private Task AdvanceUntilAsync(TimeSpan step, Func<Task<bool>> condition) => Eventually.IsTrueAsync(async () =>
    {
        _clock.Advance(step);
        await QuietAsync();
        return await condition();
    });
}
