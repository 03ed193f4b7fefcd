using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.SignalR.Client;
using Tieline.Bench.Org;

namespace Tieline.Bench.Pop;

/// <summary>Sends hooks to the <see cref="Echo"/> beside the product's load and times their way to the page.</summary>
internal sealed class EchoRound : IAsyncDisposable
{
    private const int Pages = 20;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);
    private readonly string _url = $"http://127.0.0.1:{Ports.Free()}";
    private readonly List<HubConnection> _pages = [];
    private readonly ConcurrentBag<double> _times = [];
    private Worker? _server;

    /// <summary>Milliseconds from the request's sending to the message's arrival.</summary>
    public IReadOnlyCollection<double> Times => _times;

    public async Task StartAsync()
    {
        _server = await Worker.StartAsync("echo", _url);
        for (var i = 0; i < Pages; i++)
        {
            var page = new HubConnectionBuilder().WithUrl($"{_url}/line").Build();
            page.On<string>("pop", Arrived);
            await page.StartAsync();
            await page.InvokeAsync("Join", $"{i}");
            _pages.Add(page);
        }
    }

    /// <summary>Forgets the times of an earlier run.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        _times.Clear();
        using var http = Http.Client(_url);
        using var timer = new PeriodicTimer(Every);
        for (var i = 0; await timer.WaitForNextTickAsync(stop).AsTask().ContinueWith(tick => tick.IsCompletedSuccessfully && tick.Result, CancellationToken.None); i++)
        {
            using var content = new StringContent(Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture));
            using var answer = await http.PostAsync(new Uri($"{_url}/hook/{i % Pages}"), content, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var page in _pages)
        {
            await page.DisposeAsync();
        }

        _server?.Dispose();
    }

    private void Arrived(string sent) => _times.Add(Stopwatch.GetElapsedTime(long.Parse(sent, CultureInfo.InvariantCulture)).TotalMilliseconds);
}
