using Microsoft.JSInterop;

namespace Tieline.Server.Lightning;

/// <summary>
/// The page around a panel, seen from the server: our own Lightning component, the Lightning shell, Open CTI or a plain window.
/// The adapters themselves are scripts (<c>wwwroot/panels/host-*.js</c>); this is the one door to whichever is in use. One per circuit.
/// </summary>
public sealed class PanelHost(IJSRuntime script) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private DotNetObjectReference<PanelHost>? _self;
    private IJSObjectReference? _bridge;

    /// <summary>The agent clicked a phone number on a Salesforce page.</summary>
    public event Func<HostNumber, Task>? NumberClicked;

    /// <summary>The panel came into sight, or the agent turned to its browser tab.</summary>
    public event Func<HostVisibility, Task>? VisibilityChanged;

    /// <summary>The line to the page was broken and is back. (Blazor runs no circuit handlers for panels, whose components are added by script.)</summary>
    public event Func<Task>? LineBack;

    /// <summary>A sign-in in a pop-up began or ended.</summary>
    public event Func<HostSignIn, Task>? SignInMoved;

    internal async Task ConnectAsync()
    {
        _self = DotNetObjectReference.Create(this);
        _bridge = await script.InvokeAsync<IJSObjectReference>("import", "/panels/bridge.js");
        await _bridge.InvokeVoidAsync("connect", _self);
    }

    /// <summary>Shows a record, or a form for a new one; false when the page did not take it: it is gone, asleep or out of the net.</summary>
    public Task<bool> ScreenPopAsync(HostPop pop) => PostAsync("screenPop", pop);

    /// <summary>Brings the panel up when it is minimised; false when the page did not take it.</summary>
    public Task<bool> OpenPanelAsync() => PostAsync("openPanel", new { });

    /// <summary>Tells the host that records were changed outside it, so that it reads them again.</summary>
    public Task RecordChangedAsync(IReadOnlyList<string> recordIds) => PostAsync("recordChanged", new { recordIds });

    /// <summary>Closes a panel that was opened by a record action.</summary>
    public Task CloseAsync() => PostAsync("close", new { });

    /// <summary>Loads the page anew, as after a broken line: it gets a new session, and what is half typed stays.</summary>
    public Task ReloadAsync() => AskAsync(bridge => bridge.InvokeVoidAsync("reload", Patience));

    /// <summary>The sealed session that the page has now, empty when it has none; null when the page cannot be asked now.</summary>
    public async Task<string?> SessionAsync()
    {
        var session = _bridge is null ? "" : null;
        await AskAsync(async bridge => session = await bridge.InvokeAsync<string?>("sessionNow", Patience) ?? "");
        return session;
    }

    /// <summary>Called by the bridge.</summary>
    [JSInvokable]
    public Task OnClickToDial(HostNumber number) => NumberClicked?.Invoke(number) ?? Task.CompletedTask;

    /// <summary>Called by the bridge.</summary>
    [JSInvokable]
    public Task OnVisibility(HostVisibility visibility) => VisibilityChanged?.Invoke(visibility) ?? Task.CompletedTask;

    /// <summary>Called by the bridge.</summary>
    [JSInvokable]
    public Task OnLineBack() => LineBack?.Invoke() ?? Task.CompletedTask;

    /// <summary>Called by the bridge.</summary>
    [JSInvokable]
    public Task OnSignIn(HostSignIn signIn) => SignInMoved?.Invoke(signIn) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _self?.Dispose();
        if (_bridge is not null)
        {
            try
            {
                await _bridge.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The page went first; there is nothing left to release there.
            }
        }
    }

    private Task<bool> PostAsync(string type, object body) => AskAsync(bridge => bridge.InvokeVoidAsync("post", Patience, type, body));

    private async Task<bool> AskAsync(Func<IJSObjectReference, ValueTask> ask)
    {
        if (_bridge is null)
        {
            return false;
        }

        try
        {
            await ask(_bridge);
            return true;
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            // The line to the page is broken. What it missed is of no use when it returns, and the agent's news must not wait for it.
            return false;
        }
    }
}

/// <param name="Visible">The panel can be seen.</param>
/// <param name="Focused">Its browser tab is the one that the agent works in.</param>
public sealed record HostVisibility(bool Visible, bool Focused);

/// <param name="Cloud"><c>webex</c> or <c>salesforce</c>.</param>
/// <param name="State"><c>waiting</c>, <c>done</c>, <c>refused</c>, or <c>blocked</c> when the browser opened no pop-up.</param>
/// <param name="Message">Why it was refused; for <c>blocked</c> the address to open.</param>
public sealed record HostSignIn(string Cloud, string State, string Message);

/// <summary>A number clicked on a Salesforce page, with the record it stood on when the host knows it.</summary>
public sealed record HostNumber(string Number, string? RecordId, string? ObjectApiName, string? Name);

/// <summary>What to show: a record, or a form for a new one.</summary>
public sealed record HostPop(string? RecordId, string? ObjectApiName, HostNewRecord? NewRecord)
{
    /// <summary>The host protocol's word for going there.</summary>
    public string Mode => "open";
}

public sealed record HostNewRecord(string ObjectApiName, IReadOnlyDictionary<string, string> DefaultFieldValues);
