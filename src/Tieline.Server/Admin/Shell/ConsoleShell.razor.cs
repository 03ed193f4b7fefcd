using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;
using Tieline.Server.Lightning;
using Tieline.Server.Storage;

namespace Tieline.Server.Admin.Shell;

public sealed partial class ConsoleShell : IAsyncDisposable
{
    private const int MostFailedLooks = 5;
    private static readonly TimeSpan AskedAgain = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RefusedAskedAgain = TimeSpan.FromSeconds(15);
    private readonly CancellationTokenSource _gone = new();
    private readonly UnsavedChanges _unsaved = new();
    private Texts _texts = Texts.For(null);
    private ConsoleVisitor? _visitor;
    private ConsoleContext? _console;
    private ConsolePage _page = ConsolePage.All[0];
    private (string Page, string? Anchor, Guid? Tenant)? _leavingTo;
    private ConsoleAnchor? _anchor;
    private string? _problem;
    private bool _isRefused;
    private bool _isOver;
    private int _stayed;
    private int _failedLooks;
    private bool _hasMoved;
    private bool _isFromHistory;
    private bool _isAddressed;
    private Guid? _firstOrg;
    private bool _asks;
    private ElementReference _main;
    private IJSObjectReference? _window;
    private DotNetObjectReference<ConsoleShell>? _self;

    [Parameter] public string? Language { get; set; }

    /// <summary>The page in the address.</summary>
    [Parameter] public string? FirstPage { get; set; }

    /// <summary>The tenant in the address: a page that comes back by itself shows the same one again.</summary>
    [Parameter] public string? FirstTenant { get; set; }

    /// <summary>Shown within Salesforce: the address is not ours.</summary>
    [Parameter] public bool IsEmbedded { get; set; }

    // The tenant that stands in the address: where there is but one, none does.
    private Guid? ShownOrg => _console?.Tenants.Count > 1 ? _console.Tenant?.Id : null;

    [Inject] private AuthenticationStateProvider Authentication { get; set; } = null!;

    [Inject] private ConsoleVisitors Visitors { get; set; } = null!;

    [Inject] private Tenants Tenants { get; set; } = null!;

    [Inject] private Clock Clock { get; set; } = null!;

    [Inject] private IJSRuntime Script { get; set; } = null!;

    /// <summary>The browser went back or forward.</summary>
    [JSInvokable]
    public Task OnAddress(string page, string? tenantId) => InvokeAsync(() =>
        MoveAsync(page, null, Guid.TryParse(tenantId, out var id) && id != _console?.Tenant?.Id && _console?.Tenants.Any(tenant => tenant.Id == id) == true ? id : null, isFromHistory: true));

    public async ValueTask DisposeAsync()
    {
        _unsaved.Changed -= TellWindowAsync; // The forms go after this: nobody is left to be told.
        await _gone.CancelAsync();
        _gone.Dispose();
        _self?.Dispose();
        if (_window is not null)
        {
            try
            {
                await _window.InvokeVoidAsync("unsaved", false); // Where only the session has ended the page stays, and would ask about nothing.
                await _window.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The page went first.
            }
        }
    }

    protected override async Task OnInitializedAsync()
    {
        _texts = Texts.For(Language);
        _page = ConsolePage.Named(FirstPage);
        _unsaved.Changed += TellWindowAsync;

        await AskWhoAsync();
        if (_visitor is not null)
        {
            await ReadTenantsAsync(Guid.TryParse(FirstTenant, out var tenantId) ? tenantId : null);
        }

        _ = KeepAskingAsync(_gone.Token);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _window = await Script.InvokeAsync<IJSObjectReference>("import", "/admin/console.js");
            await _window.InvokeVoidAsync("listen", _self, IsEmbedded);
        }

        // What was shown first, not what is shown now: who is quick has gone on before the script was here.
        if (!_isAddressed && _window is not null && _firstOrg is { } org)
        {
            _isAddressed = true;
            await _window.InvokeVoidAsync("opened", ConsolePage.Named(FirstPage).Name, org);
        }

        if (_asks && _window is not null)
        {
            _asks = false;
            await _window.InvokeVoidAsync("ask");
        }

        if (_hasMoved && _window is not null)
        {
            (_hasMoved, _isAddressed) = (false, true);
            await _window.InvokeVoidAsync("moved", _page.Name, _texts[$"Page.{_page.Name}"], _anchor?.Id, _main, ShownOrg, _isFromHistory);
        }
    }

    // Any session may start a circuit; these pages are shown to an administrator's alone, and only for as long as he is one.
    private async Task AskWhoAsync()
    {
        var user = (await Authentication.GetAuthenticationStateAsync()).User;
        _isOver = Visitors.IsOver(user, IsEmbedded);
        _visitor = _isOver ? null : await Visitors.OfAsync(user, _gone.Token);
        _failedLooks = 0;
        _isRefused = _visitor is null;
        _console = _isRefused ? null : _console;
    }

    private async Task KeepAskingAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Clock.DelayAsync(_isRefused ? RefusedAskedAgain : AskedAgain, cancellationToken);
                await InvokeAsync(AskAgainAsync);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The page was closed.
        }
    }

    private async Task AskAgainAsync()
    {
        try
        {
            await AskWhoAsync();
            if (_visitor is not null && _console is null)
            {
                await ReadTenantsAsync(null); // He was given the role just now.
            }
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // One failed look must not end the looking; but nobody stays an administrator for long on the strength of what was.
            _failedLooks++;
            _isRefused = _failedLooks >= MostFailedLooks;
            _console = _isRefused ? null : _console;
        }

        StateHasChanged();
    }

    private async Task ReadTenantsAsync(Guid? tenantId)
    {
        try
        {
            var tenants = (await Tenants.AllAsync(_gone.Token)).Where(_visitor!.MaySee).ToList();
            var tenant = tenants.FirstOrDefault(one => one.Id == (tenantId ?? _console?.Tenant?.Id)) ?? tenants.FirstOrDefault();
            _console = new ConsoleContext(_visitor!.Who, _visitor.OnlyTenant is null, tenants, tenant, _unsaved, GoToAsync, id => InvokeAsync(() => ShowTenantAsync(id)));
            _firstOrg ??= ShownOrg;
            _problem = null;
        }
        catch (Exception error) when (Database.IsDown(error))
        {
            _console ??= new ConsoleContext(_visitor!.Who, _visitor.OnlyTenant is null, [], null, _unsaved, GoToAsync, id => InvokeAsync(() => ShowTenantAsync(id)));
            _problem = _texts["AdminUnreadable", Database.WordsOf(error)];
        }
    }

    private async Task OpenAgainAsync() => await (_window?.InvokeVoidAsync("again") ?? ValueTask.CompletedTask);

    private async Task TellWindowAsync()
    {
        try
        {
            await (_window?.InvokeVoidAsync("unsaved", _unsaved.Any) ?? ValueTask.CompletedTask);
        }
        catch (JSDisconnectedException)
        {
            // The page went first.
        }
    }

    private async Task ShowTenantAsync(Guid tenantId)
    {
        var before = _console?.Tenant?.Id;
        await ReadTenantsAsync(tenantId);
        _hasMoved = _console?.Tenant?.Id != before;
        StateHasChanged();
    }

    private Task ChooseTenantAsync(ChangeEventArgs change) =>
        Guid.TryParse(change.Value as string, out var tenantId) ? MoveAsync(_page.Name, null, tenantId) : Task.CompletedTask;

    private Task GoToAsync(string page, string? anchor) => MoveAsync(page, anchor, null);

    private async Task MoveAsync(string page, string? anchor, Guid? tenantId, bool isFromHistory = false)
    {
        _isFromHistory = isFromHistory;
        var isElsewhere = tenantId is not null || ConsolePage.Named(page) != _page;
        if (isElsewhere && _unsaved.Any)
        {
            _leavingTo = (page, anchor, tenantId);
            _asks = true;
            StateHasChanged();
            return;
        }

        _leavingTo = null;
        _page = ConsolePage.Named(page);
        _anchor = anchor is null ? null : new ConsoleAnchor(anchor);
        if (tenantId is not null)
        {
            await ReadTenantsAsync(tenantId);
        }

        _hasMoved = true; // Not before: while the tenants are read, what was shown may be drawn again.
        StateHasChanged();
    }

    private void StayAsync()
    {
        _leavingTo = null;
        _isFromHistory = false;
        _stayed++; // The tenant that was chosen is shown no more.
        _hasMoved = true; // The address goes back to the page that stayed.
    }

    private async Task LeaveAsync()
    {
        await _unsaved.ClearAsync();
        if (_leavingTo is { } to)
        {
            await MoveAsync(to.Page, to.Anchor, to.Tenant, _isFromHistory);
        }
    }
}
