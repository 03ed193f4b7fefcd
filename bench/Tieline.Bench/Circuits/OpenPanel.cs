using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Tieline.Bench.Circuits;

/// <summary>
/// An agent's open softphone without a browser: the same circuit, started by the same messages as the page's script starts it, each render acknowledged
/// and each call into the page answered at once. It draws nothing, so its times are those of the line.
/// </summary>
internal sealed class OpenPanel : IAsyncDisposable
{
    private readonly HubConnection _line;
    private readonly TaskCompletionSource<long> _roots = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _added = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _objects;

    private OpenPanel(Uri address)
    {
        var builder = new HubConnectionBuilder().WithUrl(address, http =>
        {
            http.SkipNegotiation = true;
            http.Transports = Microsoft.AspNetCore.Http.Connections.HttpTransportType.WebSockets;
        });
        builder.Services.AddSingleton<IHubProtocol, BlazorPack>();
        _line = builder.Build();
        _line.ServerTimeout = TimeSpan.FromMinutes(2);
        _line.On<int, byte[]>("JS.RenderBatch", DrawAsync);
        _line.On<long, string, string?, int, long, int>("JS.BeginInvokeJS", CalledAsync);
        _line.On<string, bool, string?>("JS.EndInvokeDotNet", (call, succeeded, result) => Answered(call, succeeded, result));
        _line.On<string?>("JS.Error", error => Fail(new InvalidOperationException($"The circuit ended: {error}")));
        _line.Closed += error => Task.Run(() => Fail(error ?? new IOException("The circuit was closed.")));
    }

    /// <summary>A piece of drawing came: its bytes and when it came, in Stopwatch ticks.</summary>
    public Action<byte[], long> Drawn { get; set; } = (_, _) => { };

    /// <summary>The panel asked something of its host: what, with which words, and when it came.</summary>
    public Action<string, JsonElement, long> AskedOfHost { get; set; } = (_, _, _) => { };

    /// <summary>Returns when the softphone is drawn and its connection to the host stands.</summary>
    public static async Task<OpenPanel> OpenAsync(string server, string org, string session)
    {
        var panel = new OpenPanel(new Uri($"{server}/_blazor?access_token={Uri.EscapeDataString(session)}"));
        await panel._line.StartAsync();
        var page = $"{server}/panels/softphone?org={org}";
        if (await panel._line.InvokeAsync<string?>("StartCircuit", $"{server}/", page, "[]", "") is not { Length: > 0 })
        {
            throw new InvalidOperationException("The server started no circuit.");
        }

        var roots = await panel._roots.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await panel.CallAsync("1", "AddRootComponent", roots, "[\"tieline-softphone\",\"__bl-dynamic-root:1\"]");
        var root = await panel._added.Task.WaitAsync(TimeSpan.FromSeconds(30));
        var parameters = JsonSerializer.Serialize(new object[] { root, 4, new { language = "en_US", recordId = "", objectApiName = "", call = "" } });
        await panel.CallAsync("2", "SetRootComponentParameters", roots, parameters);
        await Task.WhenAll(panel._connected.Task, panel._ready.Task).WaitAsync(TimeSpan.FromSeconds(30));
        return panel;
    }

    public ValueTask DisposeAsync() => _line.DisposeAsync();

    private Task CallAsync(string call, string method, long target, string arguments) =>
        _line.SendAsync("BeginInvokeDotNetFromJS", call, null, method, target, arguments);

    private async Task DrawAsync(int batch, byte[] drawing)
    {
        var now = Stopwatch.GetTimestamp();
        if (!_ready.Task.IsCompleted && drawing.AsSpan().IndexOf("data-ready"u8) >= 0)
        {
            _ready.TrySetResult();
        }

        Drawn(drawing, now);
        await _line.SendAsync("OnRenderCompleted", batch, null);
    }

    private async Task CalledAsync(long call, string function, string? arguments, int resultType, long target, int callType)
    {
        var now = Stopwatch.GetTimestamp();
        using var given = JsonDocument.Parse(arguments is { Length: > 0 } ? arguments : "[]");
        Take(function, given.RootElement, now);
        if (call != 0)
        {
            // A module or another object that the server holds on to is known by a number.
            var result = resultType == 1 ? $"{{\"__jsObjectId\":{Interlocked.Increment(ref _objects)}}}" : "null";
            await _line.SendAsync("EndInvokeJSFromDotNet", call, true, $"[{call},true,{result}]");
        }
    }

    private void Take(string function, JsonElement arguments, long now)
    {
        switch (function)
        {
            case "Blazor._internal.attachWebRendererInterop":
                _roots.TrySetResult(arguments[1].GetProperty("__dotNetObject").GetInt64());
                break;
            case "connect":
                _connected.TrySetResult();
                break;
            case "post":
                AskedOfHost(arguments[0].GetString()!, arguments[1], now);
                break;
        }
    }

    private void Answered(string call, bool succeeded, string? result)
    {
        if (!succeeded)
        {
            Fail(new InvalidOperationException($"The server refused a call: {result}"));
        }
        else if (call == "1")
        {
            _added.TrySetResult(int.Parse(result!, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private void Fail(Exception error)
    {
        _roots.TrySetException(error);
        _added.TrySetException(error);
        _connected.TrySetException(error);
        _ready.TrySetException(error);
    }
}
