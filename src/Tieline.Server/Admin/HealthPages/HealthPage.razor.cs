using Microsoft.AspNetCore.Components;
using Tieline.Server.Admin.Shell;
using Tieline.Server.Doctor;
using Tieline.Server.Lightning;
using Tieline.Server.Storage;

namespace Tieline.Server.Admin.HealthPages;

public sealed partial class HealthPage : IDisposable
{
    private static readonly Verdict[] Worst = [Verdict.Broken, Verdict.Warning, Verdict.Unknown, Verdict.Well];

    private readonly HashSet<string> _seen = [];
    private IReadOnlyList<CheckResult> _results = [];
    private Verdict? _shown;
    private string? _problem;
    private string? _told;
    private bool _hasHelped;
    private bool _isRead;
    private bool _isRunning;
    private bool _isGone;

    [CascadingParameter] public Texts Say { get; set; } = null!;

    [CascadingParameter] public ConsoleContext Console { get; set; } = null!;

    [Inject] private Examiner Examiner { get; set; } = null!;

    private Guid TenantId => Console.Tenant!.Id;

    private IEnumerable<CheckResult> Shown => _results.Where(one => _shown is null || one.Finding.Verdict == _shown);

    private string Summary => _isRunning ? Say["HealthProgress", _seen.Count, Examiner.Checks.Count]
        : _results.Count == 0 ? ""
        : (Count(Verdict.Broken), Count(Verdict.Unknown), Count(Verdict.Warning)) switch
        {
            (0, 0, 0) => Say["HealthAllWell"],
            (0, 0, var warnings) => Say["HealthWarnings", warnings],
            (0, var unknown, var warnings) => Say["HealthUnknown", unknown, warnings],
            (var broken, var unknown, var warnings) => Say["HealthBroken", broken, warnings, unknown],
        };

    public void Dispose() => _isGone = true;

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _results = WorstFirst(await Examiner.LastAsync(TenantId, CancellationToken.None));
            _isRead = true;
        }
        catch (Exception error) when (Database.IsDown(error))
        {
            _problem = Say["HealthUnreadable", Database.WordsOf(error)];
        }
    }

    private async Task RunAsync()
    {
        (_isRunning, _problem, _told) = (true, null, null);
        _seen.Clear();
        StateHasChanged();
        try
        {
            // Whoever leaves the page leaves the examination running: what it finds is kept.
            _results = WorstFirst(await Examiner.RunAsync(TenantId, Tell, CancellationToken.None) ?? []);
            _isRead = true;
        }
        catch (Exception error) when (Database.IsDown(error))
        {
            _problem = Say["HealthUnreadable", Database.WordsOf(error)];
        }
        finally
        {
            _isRunning = false;
        }
    }

    private void Tell(CheckResult result) => _ = InvokeAsync(() =>
    {
        if (_isGone || !_isRunning)
        {
            return;
        }

        _seen.Add(result.Name);
        _results = WorstFirst([.. Examiner.Checks.Select(check => check.Name == result.Name ? result : _results.FirstOrDefault(one => one.Name == check.Name)).OfType<CheckResult>()]);
        StateHasChanged();
    });

    private async Task FixAsync(CheckResult broken)
    {
        (_problem, _told) = (null, null);
        try
        {
            if (await Examiner.FixAsync(TenantId, broken.Name, Console.Who, CancellationToken.None) is { } result)
            {
                Put(result);
                _hasHelped = result.Finding.Verdict == Verdict.Well;
                _told = _hasHelped ? Say["HealthMended", Say.Title(result.Name)] : Say["HealthNotMended", Say.Title(result.Name)];
            }
        }
        catch (NotMendedException error)
        {
            Put(error.Afterwards);
            _problem = Say["HealthCannotMend", Say.Title(broken.Name), Say.Sentence(broken.Name, error.Why)];
        }
        catch (Exception error) when (Database.IsDown(error))
        {
            _problem = Say["HealthUnreadable", Database.WordsOf(error)];
        }
    }

    // It stays where it is, under the eyes of whoever pressed the button.
    private void Put(CheckResult? result) => _results = [.. _results.Select(one => result is not null && one.Name == result.Name ? result : one)];

    private static IReadOnlyList<CheckResult> WorstFirst(IReadOnlyList<CheckResult> results) => [.. results.OrderByDescending(one => one.Finding.Verdict)];

    private int Count(Verdict verdict) => _results.Count(one => one.Finding.Verdict == verdict);

    private static string Word(bool isSo) => isSo ? "true" : "false";
}
