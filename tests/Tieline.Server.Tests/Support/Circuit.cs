using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Tieline.Server.Tests.Support;

/// <summary>
/// A panel's page without a browser: the circuit that the page's script would open, over HTTP and with the page's session. It draws nothing, but keeps
/// every word that the server sends to be drawn (<see cref="Shown"/>) and all that the panel asks of its host (<see cref="Asked"/>).
/// </summary>
public sealed class Circuit : IAsyncDisposable
{
    private readonly HubConnection _line;
    private readonly StringBuilder _shown = new();
    private readonly TaskCompletionSource<long> _roots = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _root = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _objects;
    private long? _shell;

    private Circuit(Uri address)
    {
        var builder = new HubConnectionBuilder().WithUrl(address, http => (http.SkipNegotiation, http.Transports) = (true, HttpTransportType.WebSockets));
        builder.Services.AddSingleton<IHubProtocol, BlazorPack>();
        _line = builder.Build();
        _line.On<int, byte[]>("JS.RenderBatch", DrawAsync);
        _line.On<long, string, string?, int, long, int>("JS.BeginInvokeJS", (call, function, arguments, resultType, _, _) => CalledAsync(call, function, arguments, resultType));
        _line.On<string, bool, string?>("JS.EndInvokeDotNet", Answered);
        _line.On<string?>("JS.Error", error => Failed(new InvalidOperationException($"The circuit ended: {error}")));
    }

    /// <summary>What the panel asked its host to do, as <c>(type, body)</c> of the host protocol; oldest first.</summary>
    public ConcurrentQueue<(string Type, JsonElement Body)> Asked { get; } = new();

    /// <summary>The session that the page has got meanwhile; null: none but the one with which the circuit was opened.</summary>
    public string? NewerSession { get; set; }

    /// <summary>What the page does when it is asked for <see cref="NewerSession"/>: it tells, says nothing as while the line is broken, or fails.</summary>
    public Telling Telling { get; set; }

    /// <summary>How often the panel asked for <see cref="NewerSession"/>.</summary>
    public int AskedForSession { get; private set; }

    /// <summary>How often the page told it.</summary>
    public int ToldSession { get; private set; }

    /// <summary>Everything that was sent to be drawn so far: texts, attributes and element names among bytes that are no text.</summary>
    public string Shown
    {
        get
        {
            lock (_shown)
            {
                return _shown.ToString();
            }
        }
    }

    /// <summary>Opens a circuit with this session and has it draw one root component.</summary>
    /// <param name="world">Where the server runs.</param>
    /// <param name="session">A panel's or an admin's session.</param>
    /// <param name="component">As registered with the server: <c>tieline-softphone</c>, ...</param>
    /// <param name="recordId">The record on which a record action was opened.</param>
    /// <param name="call">The call session of a call-log window.</param>
    /// <param name="page">The page of the admin console.</param>
    /// <param name="org">The tenant in the address of the admin console.</param>
    public static async Task<Circuit> OpenAsync(
        TestWorld world, string session, string component, string? recordId = null, string? call = null, string? page = null, Guid? org = null)
    {
        var circuit = new Circuit(new Uri($"{world.Address}/_blazor?access_token={Uri.EscapeDataString(session)}"));
        await circuit._line.StartAsync(TestWorld.Stop);
        var id = await circuit._line.InvokeAsync<string?>("StartCircuit", $"{world.Address}/", $"{world.Address}/panels/{component}", "[]", "", TestWorld.Stop);
        Assert.False(string.IsNullOrEmpty(id), "The server started no circuit.");
        var roots = await circuit._roots.Task.WaitAsync(TimeSpan.FromSeconds(30), TestWorld.Stop);
        await circuit.CallAsync("add", "AddRootComponent", roots, JsonSerializer.Serialize(new[] { component, "__bl-dynamic-root:1" }));
        var root = await circuit._root.Task.WaitAsync(TimeSpan.FromSeconds(30), TestWorld.Stop);
        var parameters = component == "tieline-admin"
            ? new Dictionary<string, string?> { ["language"] = "en_US", ["page"] = page ?? "", ["org"] = org?.ToString() ?? "" }
            : new Dictionary<string, string?> { ["language"] = "en_US", ["recordId"] = recordId ?? "", ["objectApiName"] = "", ["call"] = call ?? "" };
        await circuit.CallAsync("set", "SetRootComponentParameters", roots, JsonSerializer.Serialize(new object[] { root, parameters.Count, parameters }));
        // From now on a panel waits for the end of its session, and its page can be asked for a newer one: the clock may be moved.
        await circuit._begun.Task.WaitAsync(TimeSpan.FromSeconds(30), TestWorld.Stop);
        await (component == "tieline-admin" ? Task.CompletedTask : circuit._connected.Task.WaitAsync(TimeSpan.FromSeconds(30), TestWorld.Stop));
        return circuit;
    }

    public Task ShowsAsync(TestWorld world, string words) => world.EventuallyAsync(() => Shown.Contains(words, StringComparison.Ordinal), $"the circuit shows {words}");

    /// <summary>Shows another page of the admin console, as the browser's back and forward do.</summary>
    public async Task GoToAsync(TestWorld world, string page)
    {
        await world.EventuallyAsync(() => _shell is not null, "the console listens");
        Forget();
        await CallAsync("go", "OnAddress", _shell!.Value, JsonSerializer.Serialize(new[] { page, null }));
    }

    /// <summary>From now on <see cref="Shown"/> is what is drawn from now on.</summary>
    public void Forget()
    {
        lock (_shown)
        {
            _shown.Clear();
        }
    }

    public ValueTask DisposeAsync() => _line.DisposeAsync();

    private Task CallAsync(string call, string method, long target, string arguments) =>
        _line.SendAsync("BeginInvokeDotNetFromJS", call, null, method, target, arguments, TestWorld.Stop);

    private async Task DrawAsync(int batch, byte[] drawing)
    {
        lock (_shown)
        {
            _shown.Append(Encoding.UTF8.GetString(drawing));
        }

        await _line.SendAsync("OnRenderCompleted", batch, null);
    }

    private async Task CalledAsync(long call, string function, string? arguments, int resultType)
    {
        var given = JsonSerializer.Deserialize<JsonElement>(arguments is { Length: > 0 } ? arguments : "[]");
        if (function == "Blazor._internal.attachWebRendererInterop")
        {
            _roots.TrySetResult(given[1].GetProperty("__dotNetObject").GetInt64());
        }
        else if (function == "listen" && given[0].ValueKind == JsonValueKind.Object && given[0].TryGetProperty("__dotNetObject", out var shell))
        {
            _shell = shell.GetInt64();
        }
        else if (function == "connect")
        {
            _connected.TrySetResult();
        }
        else if (function == "post")
        {
            Asked.Enqueue((given[0].GetString()!, given[1]));
        }

        if (call != 0)
        {
            // The server keeps modules and other objects of the page by a number.
            var result = resultType == 1 ? $"{{\"__jsObjectId\":{Interlocked.Increment(ref _objects)}}}"
                : function == "sessionNow" ? JsonSerializer.Serialize(NewerSession)
                : "null";
            var telling = function == "sessionNow" ? Telling : Telling.Tells;
            AskedForSession += function == "sessionNow" ? 1 : 0;
            ToldSession += function == "sessionNow" && telling == Telling.Tells ? 1 : 0;
            await (telling switch
            {
                Telling.Nothing => Task.CompletedTask,
                Telling.Fails => _line.SendAsync("EndInvokeJSFromDotNet", call, false, $"[{call},false,\"sessionNow is not a function\"]"),
                _ => _line.SendAsync("EndInvokeJSFromDotNet", call, true, $"[{call},true,{result}]"),
            });
        }
    }

    private void Answered(string call, bool succeeded, string? result)
    {
        if (!succeeded)
        {
            Failed(new InvalidOperationException($"The server refused a call: {result}"));
        }
        else if (call == "add")
        {
            _root.TrySetResult(int.Parse(result!, System.Globalization.CultureInfo.InvariantCulture));
        }
        else if (call == "set")
        {
            _begun.TrySetResult();
        }
    }

    private void Failed(Exception problem)
    {
        _roots.TrySetException(problem);
        _root.TrySetException(problem);
        _begun.TrySetException(problem);
        _connected.TrySetException(problem);
    }
}

/// <summary>See <see cref="Circuit.Telling"/>.</summary>
public enum Telling
{
    Tells,
    Nothing,
    Fails,
}
