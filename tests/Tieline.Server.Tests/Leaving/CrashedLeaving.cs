using System.Text.Json;
using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Leaving;
using Tieline.Server.Leaving.Inventory;
using Tieline.Server.Leaving.Steps;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Leaving;

/// <summary>A server that dies after it did something and before it noted so: whoever goes on does it again.</summary>
public class CrashedLeaving
{
    [Fact]
    public async Task Each_step_may_be_carried_out_again_when_the_server_died_before_it_was_noted()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann, TestWorld.Bo);
        await world.Get<LeavingWorker>().StopAsync(TestWorld.Stop); // A look that begins while the call settles would take the leaving from this test.
        await world.PlayAsync(TestWorld.Ann);
        await world.SettleAsync();
        var leavings = world.Get<Leavings>();
        var steps = world.Server.Services.GetServices<ILeavingStep>().ToDictionary(step => step.Step);
        Assert.Equal(Enum.GetValues<LeavingStep>().Where(step => step != LeavingStep.Done), steps.Keys.Order());
        Assert.True(await leavings.BeginAsync((await world.Get<Tenants>().FindAsync(world.TenantId, TestWorld.Stop))!, Actor.AdminKey, "en_US", "", TestWorld.Stop));

        var lease = Guid.NewGuid();
        var carriedOut = new List<LeavingStep>();
        while (await leavings.ClaimAsync(world.TenantId, lease, TestWorld.Stop) is { } row)
        {
            Assert.Null(await leavings.ClaimAsync(world.TenantId, Guid.NewGuid(), TestWorld.Stop)); // Another server leaves it alone meanwhile.
            await steps[row.Step].RunAsync(row, TestWorld.Stop); // Dies here.
            row = (await leavings.ClaimAsync(world.TenantId, lease, TestWorld.Stop))!;
            var outcome = await steps[row.Step].RunAsync(row, TestWorld.Stop);
            Assert.Null(outcome.Waiting);
            List<LeavingLeft> remains = [.. JsonSerializer.Deserialize<List<LeavingLeft>>(row.Remains)!, .. outcome.Left];
            Assert.True(await leavings.StoreAsync(row, lease, outcome.IsDone ? row.Step + 1 : row.Step, remains, null, pause: null, TestWorld.Stop));
            carriedOut.Add(row.Step);
        }

        Assert.Equal(steps.Keys.Order(), carriedOut.Distinct());
        Assert.True((await leavings.FindAsync(world.TenantId, TestWorld.Stop))!.IsDone);
        Assert.Empty((await world.Webex.ControlAsync("webhooks"))["webhooks"]!.AsArray());
        Assert.Equal(0, await world.CountAsync("SELECT COUNT(*) FROM tenants"));
        Assert.Equal(0, await world.CountAsync("SELECT COUNT(*) FROM call_legs"));
        Assert.Equal(0, await world.CountAsync("SELECT COUNT(*) FROM cloud_grants"));
    }

    [Fact]
    public async Task A_step_that_takes_long_keeps_its_claim_and_is_stopped_once_another_server_has_it()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var leavings = world.Get<Leavings>();
        await leavings.BeginAsync((await world.Get<Tenants>().FindAsync(world.TenantId, TestWorld.Stop))!, Actor.AdminKey, "en_US", "", TestWorld.Stop);
        var slow = new SlowStep();
        using var worker = new LeavingWorker(leavings, [slow], world.Get<TenantInventory>(), world.Clock, world.Get<ILogger<LeavingWorker>>());
        await worker.StartAsync(TestWorld.Stop);
        await slow.Begun.Task.WaitAsync(TestWorld.Stop);
        for (var i = 0; i < 4; i++)
        {
            var longer = Moment.ToMicroseconds(world.Clock.UtcNow) + 65_000_000;
            var looks = 0;
            await world.EventuallyAsync(
                async () =>
                {
                    // Once is enough where the worker waits already; where it does not yet, its twenty seconds begin later. The claim of a minute never runs out.
                    if (looks++ % 50 == 0 && looks < 100)
                    {
                        world.Clock.Advance(TimeSpan.FromSeconds(21));
                    }

                    return await world.CountAsync($"SELECT COUNT(*) FROM leavings WHERE lease_until > {longer}") == 1;
                },
                "the claim is renewed");
        }

        Assert.Null(await leavings.ClaimAsync(world.TenantId, Guid.NewGuid(), TestWorld.Stop));
        Assert.False(slow.Stopped.Task.IsCompleted);
        await world.Get<GroupCommitWriter>().CommitAsync([new Statement("UPDATE leavings SET lease_id = $1", [Guid.NewGuid()])], TestWorld.Stop);
        await world.EventuallyAsync(() =>
        {
            world.Clock.Advance(TimeSpan.FromSeconds(21));
            return slow.Stopped.Task.IsCompleted;
        });
        await worker.StopAsync(TestWorld.Stop);
    }

    [Fact]
    public async Task Another_server_goes_on_when_the_first_has_said_nothing_for_a_minute_and_the_first_is_not_heard_any_more()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var leavings = world.Get<Leavings>();
        await leavings.BeginAsync((await world.Get<Tenants>().FindAsync(world.TenantId, TestWorld.Stop))!, Actor.AdminKey, "en_US", "", TestWorld.Stop);
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        var read = (await leavings.ClaimAsync(world.TenantId, first, TestWorld.Stop))!;
        await world.Server.StopAsync(); // So that the server's own worker stays out of it.
        await world.Server.StartAsync();
        leavings = world.Get<Leavings>();
        Assert.Null(await leavings.ClaimAsync(world.TenantId, second, TestWorld.Stop));
        await world.NextRoundAsync(TimeSpan.FromSeconds(61), async () => await leavings.FindAsync(world.TenantId, TestWorld.Stop) is { IsDone: true });
        Assert.False(await leavings.StoreAsync(read, first, LeavingStep.Deliveries, [], null, pause: null, TestWorld.Stop));
    }

    [Fact]
    public async Task Whoever_says_during_a_try_to_go_on_without_the_step_does_not_wait_for_the_next_one()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var leavings = world.Get<Leavings>();
        await leavings.BeginAsync((await world.Get<Tenants>().FindAsync(world.TenantId, TestWorld.Stop))!, Actor.AdminKey, "en_US", "", TestWorld.Stop);
        var (first, second, hour) = (Guid.NewGuid(), Guid.NewGuid(), TimeSpan.FromHours(1));
        var trying = (await leavings.ClaimAsync(world.TenantId, first, TestWorld.Stop))!;
        var waits = LeavingWords.Verbatim("Salesforce does not answer.");
        Assert.True(await leavings.StoreAsync(trying, first, LeavingStep.List, [], waits, pause: null, TestWorld.Stop));
        Assert.True(await leavings.SkipAsync(world.TenantId, LeavingStep.List, Actor.AdminKey, TestWorld.Stop));
        Assert.True(await leavings.StoreAsync(trying, first, LeavingStep.List, [], waits, hour, TestWorld.Stop));
        Assert.NotNull(await leavings.ClaimAsync(world.TenantId, second, TestWorld.Stop));
    }

    private sealed class SlowStep : ILeavingStep
    {
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public LeavingStep Step => LeavingStep.List;

        public async Task<StepOutcome> RunAsync(LeavingRow row, CancellationToken cancellationToken)
        {
            Begun.TrySetResult();
            await using var whenStopped = cancellationToken.Register(() => Stopped.TrySetResult());
            await Stopped.Task;
            return StepOutcome.Done;
        }
    }
}
