namespace Tieline.Server.Users;

/// <summary>Holds everything in memory: after a move to another server the pages report again within half a minute.</summary>
internal sealed class AgentGrain : Grain, IAgentGrain
{
    internal static readonly TimeSpan ServerForgottenAfter = TimeSpan.FromSeconds(90);
    private const int KeysRemembered = 200;

    private readonly Dictionary<IAgentObserver, (AgentPageMark[] Pages, long HeardAt)> _servers = [];
    private readonly HashSet<string> _told = [];
    private readonly Queue<string> _toldInOrder = [];

    public Task PagesAsync(IAgentObserver server, AgentPageMark[] pages)
    {
        if (pages.Length == 0)
        {
            _servers.Remove(server);
        }
        else
        {
            _servers[server] = (pages, TimeProvider.System.GetTimestamp());
        }

        return Task.CompletedTask;
    }

    public async Task PublishAsync(string type, string json)
    {
        ForgetSilentServers();
        foreach (var server in _servers.Keys)
        {
            await server.ReceiveAsync(this.GetPrimaryKeyString(), null, type, json);
        }
    }

    public async Task<FocusedNews> PublishToFocusedAsync(string onceKey, string type, string json)
    {
        ForgetSilentServers();
        var pages = _servers.SelectMany(one => one.Value.Pages, (one, mark) => (Server: one.Key, Mark: mark)).Where(one => one.Mark.TakesPops).ToList();
        if (pages.Count == 0)
        {
            return FocusedNews.NoPage;
        }

        if (!_told.Add(onceKey))
        {
            return FocusedNews.ToldBefore;
        }

        _toldInOrder.Enqueue(onceKey);
        if (_toldInOrder.Count > KeysRemembered)
        {
            _told.Remove(_toldInOrder.Dequeue());
        }

        var (server, page) = pages.MaxBy(one => (one.Mark.IsReachable, one.Mark.FocusedAt, one.Mark.OpenedAt));
        await server.ReceiveAsync(this.GetPrimaryKeyString(), page.Page, type, json);
        return FocusedNews.Sent;
    }

    private void ForgetSilentServers()
    {
        foreach (var (server, (_, heardAt)) in _servers)
        {
            if (TimeProvider.System.GetElapsedTime(heardAt) > ServerForgottenAfter)
            {
                _servers.Remove(server);
            }
        }
    }
}
