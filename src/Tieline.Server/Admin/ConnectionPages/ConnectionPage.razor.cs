using Microsoft.AspNetCore.Components;
using Tieline.Server.Admin.Shell;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Diagnostics;
using Tieline.Server.Lightning;
using Tieline.Server.Storage;

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
    private Func<Task>? _leaving;
    private ConsoleAnchor? _anchor;
    private ElementReference _heading;

    [CascadingParameter] public Texts Say { get; set; } = null!;

    [CascadingParameter] public ConsoleContext Console { get; set; } = null!;

    /// <summary>What was asked for: a step by the id of its button's place.</summary>
    [CascadingParameter] public ConsoleAnchor? Anchor { get; set; }

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
        _step = StepOf(Anchor) ?? _overview?.Next ?? WizardStep.Address;
        _ = KeepReadingAsync(_gone.Token);
    }

    // The search found a step of the page that is shown already.
    protected override Task OnParametersSetAsync()
    {
        var isNew = Anchor != _anchor;
        _anchor = Anchor;
        return isNew && _overview is not null && StepOf(Anchor) is { } step ? ShowAsync(step) : Task.CompletedTask;
    }

    private static WizardStep? StepOf(ConsoleAnchor? anchor) => anchor?.Id.Split('-') is ["step", var name] && Enum.TryParse<WizardStep>(name, out var step) ? step : null;

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
            _problem = Say["AdminUnreadable", Database.WordsOf(error)];
        }
    }

    private Task NewAsync(bool isNew) => AskFirstAsync(
        Console.Unsaved.AnyOf<IConnectionForm>(),
        async () =>
        {
            _isNew = isNew;
            await ReadAsync();
            _step = isNew ? WizardStep.Salesforce : _overview?.Next ?? WizardStep.Address;
        });

    private Task ShowAsync(WizardStep step) => AskFirstAsync(
        Console.Unsaved.AnyOf<IStepForm>() && step != _step,
        async () =>
        {
            await ReadAsync();
            (_step, _hasMoved) = (step, true);
        });

    // What was typed and not saved goes only after a word.
    private Task AskFirstAsync(bool isTyped, Func<Task> go)
    {
        _leaving = isTyped ? go : null;
        return isTyped ? Task.CompletedTask : go();
    }

    private Task LeaveAsync(Func<Task> go)
    {
        _leaving = null;
        return go();
    }
}
