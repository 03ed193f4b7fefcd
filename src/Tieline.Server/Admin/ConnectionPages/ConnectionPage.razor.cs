using Microsoft.AspNetCore.Components;
using Tieline.Server.Admin.Shell;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Diagnostics;
using Tieline.Server.Lightning;

namespace Tieline.Server.Admin.ConnectionPages;

public sealed partial class ConnectionPage : IDisposable
{
    /// <summary>What happens elsewhere, an agent who signs in for example, shows this soon.</summary>
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _gone = new();
    private ConnectionOverview? _overview;
    private WizardStep _step;
    private bool _isNew;
    private string? _problem;
    private bool _hasMoved;
    private WizardStep? _leavingTo;
    private ElementReference _heading;

    [CascadingParameter] public Texts Say { get; set; } = null!;

    [CascadingParameter] public ConsoleContext Console { get; set; } = null!;

    [Inject] private ConnectionOverviews Overviews { get; set; } = null!;

    [Inject] private Clock Clock { get; set; } = null!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        await ReadAsync();
        _step = _overview?.Next ?? WizardStep.Address;
        _ = KeepReadingAsync(_gone.Token);
    }

    // Whoever works by keyboard or by ear begins at the heading of the step that he went to.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_hasMoved)
        {
            _hasMoved = false;
            await _heading.FocusAsync();
        }
    }

    private async Task KeepReadingAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Clock.DelayAsync(ReadEvery, cancellationToken);
                await InvokeAsync(ReadAsync);
                await InvokeAsync(StateHasChanged);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The page was closed.
        }
    }

    private Task ReadAsync() => ReadAsync(_overview?.Address);

    private Task CheckAddressAsync() => ReadAsync(null);

    // Whatever goes wrong is told, and the next look comes all the same: a page that stands still would pass old states off as new ones.
    private async Task ReadAsync(AddressReport? known)
    {
        try
        {
            _overview = await Overviews.ReadAsync(_isNew ? null : Console.Tenant?.Id, known, _gone.Token);
            _problem = null;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            _problem = Say["AdminUnreadable", error.Message];
        }
    }

    private async Task NewAsync(bool isNew)
    {
        _isNew = isNew;
        await ReadAsync();
        _step = isNew ? WizardStep.Salesforce : _overview?.Next ?? WizardStep.Address;
    }

    // What was typed and not saved goes only after a word.
    private async Task ShowAsync(WizardStep step)
    {
        _leavingTo = Console.Unsaved.Any && step != _step ? step : null;
        if (_leavingTo is not null)
        {
            return;
        }

        await ReadAsync();
        (_step, _hasMoved) = (step, true);
    }

    private async Task LeaveAsync(WizardStep step)
    {
        await Console.Unsaved.SetAsync(false);
        await ShowAsync(step);
    }
}
