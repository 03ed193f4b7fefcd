using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.QuickGrid;
using Tieline.Server.Admin.Shell;
using Tieline.Server.Deliveries;
using Tieline.Server.Diagnostics;
using Tieline.Server.Lightning;
using Tieline.Server.Storage;

namespace Tieline.Server.Admin;

public sealed partial class DeliveriesTable : IDisposable
{
    private const int Most = 500;
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(10);

    private readonly GridSort<DeliveryView> _byKind = GridSort<DeliveryView>.ByAscending(row => row.Kind).ThenAscending(row => row.Key);
    private readonly GridSort<DeliveryView> _byAsked = GridSort<DeliveryView>.ByAscending(row => row.AskedAt);
    private readonly GridSort<DeliveryView> _byDue = GridSort<DeliveryView>.ByAscending(row => row.DueAt);
    private readonly CancellationTokenSource _gone = new();
    private DeliveryStanding _standing = DeliveryStanding.Failing;
    private DeliveryCounts _counts = new(0, 0, 0, 0);
    private IReadOnlyList<DeliveryView>? _rows;
    private string? _problem;
    private string? _told;

    [CascadingParameter] public Texts Say { get; set; } = null!;

    [CascadingParameter] public ConsoleContext Console { get; set; } = null!;

    [Inject] private DeliveryList Deliveries { get; set; } = null!;

    [Inject] private Clock Clock { get; set; } = null!;

    private Guid TenantId => Console.Tenant!.Id;

    private IEnumerable<(DeliveryStanding Standing, string Label, long Count)> Standings =>
    [
        (DeliveryStanding.Waiting, Say["AdminWaiting"], _counts.Waiting),
        (DeliveryStanding.Failing, Say["AdminFailing"], _counts.Failing),
        (DeliveryStanding.Dead, Say["AdminDead"], _counts.Dead),
        (DeliveryStanding.Settled, Say["AdminSettled"], _counts.Settled),
    ];

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
                await InvokeAsync(ReadAsync);
                await InvokeAsync(StateHasChanged);
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
            _counts = await Deliveries.CountAsync(TenantId, _gone.Token);
            _rows = await Deliveries.ListAsync(TenantId, _standing, Most, _gone.Token);
            _problem = null;
        }
        catch (Exception error) when (Database.IsDown(error))
        {
            _problem = Say["AdminUnreadable", Database.WordsOf(error)];
        }
    }

    private Task ShowAsync(DeliveryStanding standing)
    {
        _standing = standing;
        return ReadAsync();
    }

    private Task RetryAsync(DeliveryView row) => ChangeAsync(async () =>
        await Deliveries.RetryNowAsync(TenantId, row.Kind, row.Key, Console.Who, CancellationToken.None) ? Say["AdminRetried", row.Key] : Say["AdminMovedOn", row.Key]);

    private Task GiveUpAsync(DeliveryView row) => ChangeAsync(async () =>
        await Deliveries.GiveUpAsync(TenantId, row.Kind, row.Key, Console.Who, CancellationToken.None) ? Say["AdminGivenUp", row.Key] : Say["AdminMovedOn", row.Key]);

    private async Task ChangeAsync(Func<Task<string>> change)
    {
        try
        {
            _told = await change();
        }
        catch (Exception error) when (Database.IsDown(error))
        {
            _told = Say["SettingsNotWritten", Database.WordsOf(error)];
        }

        await ReadAsync();
    }

    private string KindText(DeliveryView row) => row.FailureKind switch
    {
        FailureKind.Retry => Say["FailureRetry"],
        FailureKind.NeedsAdmin => Say["FailureNeedsAdmin"],
        FailureKind.Refused => Say["FailureRefused"],
        FailureKind.GiveUp => Say["FailureGiveUp"],
        null => row.State switch
        {
            DeliveryState.Waiting => Say["AdminWaiting"],
            DeliveryState.Sending => Say["AdminSending"],
            DeliveryState.Settled => Say["AdminSettled"],
            DeliveryState.Dead => Say["AdminDead"],
            _ => throw new ArgumentOutOfRangeException(nameof(row), row.State, null),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(row), row.FailureKind, null),
    };
}
