using System.Net;
using Tieline.Server.Intake;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Intake;

/// <summary>What happens to entries after they are stored.</summary>
public abstract class InboxHandling : IAsyncLifetime
{
    private IntakeWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await IntakeWorld.StartAsync(await DatabaseAsync());

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Entries_of_one_call_are_handled_in_order_one_turn_at_a_time()
    {
        _world.Router.Handle = async _ => await Task.Yield();
        for (var i = 0; i < 60; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await _world.PostAsync(IntakeWorld.Body($"call-{i % 3}", more: $",\"n\":{i}")));
        }

        await Eventually.IsTrueAsync(() => _world.Router.Handled.Count == 60);
        Assert.False(_world.Router.HandledOneKeyTwiceAtOnce);
        Assert.All(
            _world.Router.Handled.GroupBy(entry => entry.Key),
            call => Assert.Equal(call.OrderBy(entry => entry.Id).Select(entry => entry.Id), call.Select(entry => entry.Id)));
    }

    [Fact]
    public async Task An_entry_that_comes_during_a_turn_gets_a_turn_of_its_own()
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var turns = 0;
        _world.Router.Handle = _ => Interlocked.Increment(ref turns) == 1 ? held.Task : Task.CompletedTask;
        await _world.PostAsync(IntakeWorld.Body());
        await Eventually.IsTrueAsync(() => turns == 1);

        await _world.PostAsync(IntakeWorld.Body(more: ",\"n\":2"));
        held.SetResult();

        await Eventually.IsTrueAsync(() => turns >= 2 && _world.Router.Handled.Count == 2);
    }

    [Fact]
    public async Task A_call_whose_handling_fails_is_tried_again_while_others_go_on()
    {
        var tries = 0;
        _world.Router.Handle = key => key.OrderingKey == "bad" && Interlocked.Increment(ref tries) < 3 ? throw new InvalidOperationException("not yet") : Task.CompletedTask;
        await _world.PostAsync(IntakeWorld.Body("bad"));
        await _world.PostAsync(IntakeWorld.Body("good"));
        await Eventually.IsTrueAsync(() => _world.Router.Handled.Any(entry => entry.Key.OrderingKey == "good"));

        await AdvanceUntilAsync(TimeSpan.FromSeconds(1), () => _world.Router.Handled.Any(entry => entry.Key.OrderingKey == "bad"));

        Assert.InRange(tries, 3, 4); // The sweep at the start may name it once more.
    }

    [Fact]
    public async Task An_entry_that_fails_again_and_again_is_set_aside_and_the_call_goes_on_behind_it()
    {
        var tries = 0;
        _world.Router.Read = waiting =>
        {
            if (waiting.FirstOrDefault()?.Body.AsSpan().IndexOf("poison"u8) > 0)
            {
                tries++;
                throw new InvalidOperationException("a defect");
            }
        };
        await _world.PostAsync(IntakeWorld.Body(more: ",\"name\":\"poison\""));
        await _world.PostAsync(IntakeWorld.Body(more: ",\"name\":\"fine\""));

        await AdvanceUntilAsync(TimeSpan.FromSeconds(20), () => !_world.Router.Handled.IsEmpty);

        Assert.Equal(InboxDispatcher.TriesAllowed, tries);
        Assert.Contains("was set aside as dead after 8 tries", _world.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("poison", _world.Log.Text, StringComparison.Ordinal);
    }

    public static TheoryData<string> PassingFailures => ["timeout", "stale write", "database", "database within"];

    [Theory, MemberData(nameof(PassingFailures))]
    public async Task A_failure_that_is_not_the_entrys_fault_never_sets_it_aside(string failure)
    {
        var tries = 0;
        _world.Router.Handle = _ => ++tries > InboxDispatcher.TriesAllowed + 3 ? Task.CompletedTask : throw (failure switch
        {
            "timeout" => new TimeoutException(),
            "stale write" => new StaleWriteException("UPDATE", 1, 0),
            "database within" => new InvalidOperationException("EF says", new Npgsql.NpgsqlException("down")),
            _ => new Npgsql.NpgsqlException("down"),
        });
        await _world.PostAsync(IntakeWorld.Body());

        await AdvanceUntilAsync(TimeSpan.FromSeconds(60), () => tries > InboxDispatcher.TriesAllowed && !_world.Router.Handled.IsEmpty);

        Assert.DoesNotContain("set aside as dead", _world.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_stored_before_a_stop_is_handled_after_the_next_start()
    {
        _world.Router.Handle = _ => throw new InvalidOperationException("not today");
        await _world.PostAsync(IntakeWorld.Body());
        await Eventually.IsTrueAsync(() => _world.Log.Text.Contains("could not be handled", StringComparison.Ordinal));

        _world.Router.Handle = _ => Task.CompletedTask;
        await _world.RestartAsync();

        await Eventually.IsTrueAsync(() => _world.Router.Handled.Count == 1);
    }

    [Fact]
    public async Task A_body_is_remembered_for_48_hours_and_then_pruned()
    {
        var key = new InboxKey(IntakeWorld.Tenant, "call", "call-1");
        var happened = _world.Clock.UtcNow;
        Task<bool> AppendAsync() => _world.Inbox.AppendAsync(key, "ann", Inbox.Webhook, [1, 2, 3], CancellationToken.None, happened);
        Assert.True(await AppendAsync());
        await Eventually.IsTrueAsync(() => _world.Router.Handled.Count == 1);

        for (var hour = 0; hour < 47; hour++)
        {
            _world.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.False(await AppendAsync());
        await AdvanceUntilAsync(TimeSpan.FromHours(1), AppendAsync);
    }

    [Fact]
    public async Task A_state_read_by_ourselves_is_never_taken_for_a_repetition()
    {
        var key = new InboxKey(IntakeWorld.Tenant, "call", "call-1");

        Assert.True(await _world.Inbox.AppendAsync(key, "ann", Inbox.Snapshot, [1], CancellationToken.None));
        Assert.True(await _world.Inbox.AppendAsync(key, "ann", Inbox.Snapshot, [1], CancellationToken.None));
    }

    private protected abstract Task<string> DatabaseAsync();

    private Task AdvanceUntilAsync(TimeSpan step, Func<bool> condition) => AdvanceUntilAsync(step, () => Task.FromResult(condition()));

    private Task AdvanceUntilAsync(TimeSpan step, Func<Task<bool>> condition) => Eventually.IsTrueAsync(async () =>
    {
        _world.Clock.Advance(step);
        await Task.Delay(20, TestContext.Current.CancellationToken);
        return await condition();
    });
}

public sealed class InboxHandlingOnSqlite : InboxHandling
{
    private protected override Task<string> DatabaseAsync() => Task.FromResult("");
}

public sealed class InboxHandlingOnPostgreSql(PostgreSqlServer server) : InboxHandling
{
    private protected override Task<string> DatabaseAsync() => server.NewDatabaseAsync();
}
