using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Tieline.Server.Admin.Shell;
using Tieline.Server.Connections;
using Tieline.Server.Deliveries;
using Tieline.Server.Diagnostics;
using Tieline.Server.Leaving;
using Tieline.Server.Leaving.Inventory;
using Tieline.Server.Leaving.Mail;
using Tieline.Server.Lightning;
using Tieline.Server.Storage;

namespace Tieline.Server.Admin.LeavingPages;

public sealed partial class LeaveCard : IDisposable
{
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _gone = new();
    private LeavingState? _state;
    private string _name = "";
    private string _to = "";
    private string _word = "";
    private long _unsent;
    private string? _problem;

    [CascadingParameter] public Texts Say { get; set; } = null!;

    [CascadingParameter] public ConsoleContext Console { get; set; } = null!;

    [Inject] private Leavings Leavings { get; set; } = null!;

    [Inject] private LeavingWorker Worker { get; set; } = null!;

    [Inject] private TenantRows Rows { get; set; } = null!;

    [Inject] private DeliveryList Deliveries { get; set; } = null!;

    [Inject] private Clock Clock { get; set; } = null!;

    [Inject] private IJSRuntime Script { get; set; } = null!;

    private Tenant Tenant => Console.Tenant!;

    // Whoever is administrator by the org's own permission set is none at the end.
    private string? OffReason => _name.Trim() != Tenant.Name ? Say["LeavingTypeFirst"]
        : _to.Trim().Length == 0 && !Console.IsOperator ? Say["LeavingAddressMust"]
        : _to.Trim().Length > 0 && !MailAddresses.IsOne(_to.Trim()) ? Say["LeavingBadAddress"] : null;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        await ReadAsync();
        _ = KeepReadingAsync(_gone.Token);
    }

    private async Task KeepReadingAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Clock.DelayAsync(ReadEvery, cancellationToken);
                if (_state is { IsDone: false })
                {
                    await InvokeAsync(ReadAsync);
                    await InvokeAsync(StateHasChanged);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The page was closed.
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            _state = await Leavings.FindAsync(Tenant.Id, CancellationToken.None);
            var counts = await Deliveries.CountAsync(Tenant.Id, CancellationToken.None);
            _unsent = Leavings.Unsent(counts);
        }
        catch (Exception error) when (Database.IsDown(error))
        {
            _problem = Say["AdminUnreadable", Database.WordsOf(error)];
        }
    }

    private async Task ExportAsync()
    {
        try
        {
            var tables = await Task.Run(() => Rows.ExportAsync(Tenant.Id, CancellationToken.None)); // SQLite reads without a pause: not on the page's own thread.
            await Script.SaveFileAsync($"tieline-{Tenant.Id}.json", new { tenantId = Tenant.Id, tables });
        }
        catch (Exception error)
        {
            _problem = Say["LeavingFailed", error.Message];
        }
    }

    private Task BeginAsync() => SayAsync(Leavings.BeginAsync(Tenant, Console.Who, Say.Culture.Name, _to.Trim(), CancellationToken.None), "LeavingBegun");

    private Task DropAsync() => SayAsync(Leavings.DropAsync(Tenant.Id, _word, Console.Who, CancellationToken.None), "LeavingWrongWord");

    private Task SkipAsync() => SayAsync(Leavings.SkipAsync(Tenant.Id, _state!.Step, Console.Who, CancellationToken.None), "LeavingTooLate");

    private Task CallOffAsync() => SayAsync(Leavings.CallOffAsync(Tenant.Id, Console.Who, CancellationToken.None), "LeavingTooLate");

    private async Task SayAsync(Task<bool> deed, string otherwise)
    {
        try
        {
            _problem = await deed ? null : Say[otherwise];
        }
        catch (Exception error)
        {
            _problem = Say["LeavingFailed", error.Message];
        }

        Worker.Nudge();
        await ReadAsync();
    }

    private string StandingOf(LeavingStep step) => step < _state!.Step ? "done" : step > _state.Step ? "later" : _state.Waiting is null ? "now" : "waits";

    private string WordOf(LeavingStep step) => StandingOf(step) switch
    {
        "done" => Say["LeavingStepDone"],
        "now" => Say["LeavingStepNow"],
        "waits" => Say["LeavingStepWaits"],
        _ => Say["LeavingStepLater"],
    };
}
