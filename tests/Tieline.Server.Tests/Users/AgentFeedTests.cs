using System.Collections.Concurrent;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Users;

public class AgentFeedTests(AgentFeedTests.RunningWorld running) : IClassFixture<AgentFeedTests.RunningWorld>
{
    private readonly Guid _tenant = Guid.NewGuid();
    private readonly Guid _agent = Guid.NewGuid();

    private AgentFeed Feed => running.World.Get<AgentFeed>();

    [Fact]
    public async Task News_reach_all_pages_of_the_agent_in_order_and_nobody_else()
    {
        using var first = await OpenAsync(_agent);
        using var second = await OpenAsync(_agent);
        using var stranger = await OpenAsync(Guid.NewGuid());
        for (var i = 0; i < 20; i++)
        {
            await Feed.PublishAsync(_tenant, _agent, News(i));
        }

        await EventuallyAsync(() => first.Heard.Count == 20 && second.Heard.Count == 20);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), first.Heard);
        Assert.Empty(stranger.Heard);
    }

    [Fact]
    public async Task A_pop_reaches_the_page_that_was_focused_last_and_once()
    {
        using var first = await OpenAsync(_agent);
        using var second = await OpenAsync(_agent);
        await first.Page.MarkFocusedAsync();
        await Feed.PublishToFocusedAsync(_tenant, _agent, "pop:1", News(1));
        await Feed.PublishToFocusedAsync(_tenant, _agent, "pop:1", News(1));
        await second.Page.MarkFocusedAsync();
        await Feed.PublishToFocusedAsync(_tenant, _agent, "pop:1", News(1));
        await Feed.PublishToFocusedAsync(_tenant, _agent, "pop:2", News(2));
        await Feed.PublishAsync(_tenant, _agent, News(9));
        await EventuallyAsync(() => first.Heard.Contains("9") && second.Heard.Contains("9"));
        Assert.Equal(["1", "9"], first.Heard);
        Assert.Equal(["2", "9"], second.Heard);
    }

    [Fact]
    public async Task A_page_opened_in_the_background_does_not_take_the_pops()
    {
        using var worked = await OpenAsync(_agent);
        await worked.Page.MarkFocusedAsync();
        using var background = await OpenAsync(_agent);
        await Feed.PublishToFocusedAsync(_tenant, _agent, "pop:1", News(1));
        await Feed.PublishAsync(_tenant, _agent, News(9));
        await EventuallyAsync(() => worked.Heard.Contains("9") && background.Heard.Contains("9"));
        Assert.Equal(["1", "9"], worked.Heard);
        Assert.Equal(["9"], background.Heard);
    }

    [Fact]
    public async Task A_part_that_only_listens_hears_the_news_and_takes_no_pop()
    {
        var heard = new ConcurrentQueue<string>();
        Task Hear(AgentNews news)
        {
            heard.Enqueue(((SignInChanged)news).State);
            return Task.CompletedTask;
        }

        using var alone = await Feed.ListenAsync(_tenant, _agent, Hear);
        await Feed.PublishToFocusedAsync(_tenant, _agent, "pop:1", News(1));
        using var page = await OpenAsync(_agent);
        using var newer = await Feed.ListenAsync(_tenant, _agent, Hear);
        await Feed.PublishToFocusedAsync(_tenant, _agent, "pop:1", News(1));
        await Feed.PublishAsync(_tenant, _agent, News(9));
        await EventuallyAsync(() => page.Heard.Contains("9") && heard.Count == 2);
        Assert.Equal(["1", "9"], page.Heard);
        Assert.Equal(["9", "9"], heard);
    }

    [Fact]
    public async Task When_none_was_ever_focused_the_newest_page_pops()
    {
        using var older = await OpenAsync(_agent);
        using var newer = await OpenAsync(_agent);
        await Feed.PublishToFocusedAsync(_tenant, _agent, "pop:1", News(1));
        await Feed.PublishAsync(_tenant, _agent, News(9));
        await EventuallyAsync(() => older.Heard.Contains("9") && newer.Heard.Contains("9"));
        Assert.Equal(["1", "9"], newer.Heard);
        Assert.Equal(["9"], older.Heard);
    }

    [Fact]
    public async Task When_the_focused_page_closes_the_other_one_pops()
    {
        using var stays = await OpenAsync(_agent);
        var closes = await OpenAsync(_agent);
        closes.Dispose();
        await EventuallyAsync(async () =>
        {
            await Feed.PublishToFocusedAsync(_tenant, _agent, Guid.NewGuid().ToString(), News(1));
            return !stays.Heard.IsEmpty;
        });
    }

    [Fact]
    public async Task While_the_focused_page_cannot_be_reached_the_other_one_pops()
    {
        using var asleep = await OpenAsync(_agent);
        await asleep.Page.MarkFocusedAsync();
        await asleep.Page.MarkReachableAsync(false);
        await Feed.PublishToFocusedAsync(_tenant, _agent, "pop:1", News(1));
        using var other = await OpenAsync(_agent);
        await Feed.PublishToFocusedAsync(_tenant, _agent, "pop:2", News(2));
        await asleep.Page.MarkReachableAsync(true);
        await Feed.PublishToFocusedAsync(_tenant, _agent, "pop:3", News(3));
        await Feed.PublishAsync(_tenant, _agent, News(9));
        await EventuallyAsync(() => asleep.Heard.Contains("9") && other.Heard.Contains("9"));
        Assert.Equal(["1", "3", "9"], asleep.Heard);
        Assert.Equal(["2", "9"], other.Heard);
    }

    [Fact]
    public async Task A_slow_page_holds_up_neither_the_sender_nor_the_other_pages()
    {
        var release = new TaskCompletionSource();
        using var slow = await OpenAsync(_agent, _ => release.Task);
        using var quick = await OpenAsync(_agent);
        for (var i = 0; i < 300; i++)
        {
            await Feed.PublishAsync(_tenant, _agent, News(i)).WaitAsync(Eventually.Limit, TestWorld.Stop);
            await EventuallyAsync(() => quick.Heard.Count == i + 1); // Quick: it hears each one while the slow page still holds the first.
        }

        release.SetResult();
        await EventuallyAsync(() => slow.Heard.Contains("299"));
        Assert.InRange(slow.Heard.Count, 200, 299);
    }

    [Fact]
    public async Task A_page_that_fails_on_one_piece_of_news_hears_the_next()
    {
        using var page = await OpenAsync(_agent, news => news.State == "1" ? throw new InvalidOperationException("The page cannot draw.") : Task.CompletedTask);
        await Feed.PublishAsync(_tenant, _agent, News(1));
        await Feed.PublishAsync(_tenant, _agent, News(2));
        await EventuallyAsync(() => page.Heard.Contains("2"));
    }

    [Fact]
    public async Task A_page_that_is_gone_hears_nothing()
    {
        var page = await OpenAsync(_agent);
        page.Dispose();
        page.Dispose();
        await Feed.PublishAsync(_tenant, _agent, News(1));
        using var later = await OpenAsync(_agent);
        await Feed.PublishAsync(_tenant, _agent, News(2));
        await EventuallyAsync(() => later.Heard.Contains("2"));
        Assert.Empty(page.Heard);
    }

    [Fact]
    public void News_of_a_kind_that_this_server_does_not_know_is_passed_over()
    {
        var (type, json) = AgentNewsWire.Write(News(1));
        Assert.Equal(News(1), AgentNewsWire.Read(type, json));
        Assert.Null(AgentNewsWire.Read("Tieline.Server.Users.FromTheFuture", json));
        Assert.Null(AgentNewsWire.Read(typeof(TielineOptions).FullName!, "{}"));
    }

    private static SignInChanged News(int number) => new("webex", $"{number}");

    private Task EventuallyAsync(Func<bool> condition) => running.World.EventuallyAsync(condition);

    private Task EventuallyAsync(Func<Task<bool>> condition) => running.World.EventuallyAsync(condition);

    private async Task<Listener> OpenAsync(Guid agent, Func<SignInChanged, Task>? before = null)
    {
        var heard = new ConcurrentQueue<string>();
        var page = await Feed.SubscribeAsync(_tenant, agent, async news =>
        {
            await (before?.Invoke((SignInChanged)news) ?? Task.CompletedTask);
            heard.Enqueue(((SignInChanged)news).State);
        });
        return new Listener(page, heard);
    }

    private sealed record Listener(AgentPage Page, ConcurrentQueue<string> Heard) : IDisposable
    {
        public void Dispose() => Page.Dispose();
    }

    public sealed class RunningWorld : IAsyncLifetime
    {
        public TestWorld World { get; private set; } = null!;

        public async ValueTask InitializeAsync() => World = await TestWorld.StartAsync();

        public ValueTask DisposeAsync() => World.DisposeAsync();
    }
}
