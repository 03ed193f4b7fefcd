using Microsoft.AspNetCore.Components;
using Tieline.Salesforce;
using Tieline.Server.Admin.Shell;
using Tieline.Server.Connections;
using Tieline.Server.Lightning;
using Tieline.Server.Settings;
using Tieline.Server.Storage;
using Tieline.Server.Users;

namespace Tieline.Server.Admin.SettingPages;

public sealed partial class SettingsForm : IAsyncDisposable
{
    private const int MostNamed = 10;

    // What was typed and not saved, by key; null takes the value back.
    private readonly Dictionary<string, string?> _edits = [];
    private IReadOnlyList<Setting> _settings = [];
    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();
    private PickedScope? _picked = new(SettingScope.All, null, "");
    private SettingsView? _view;
    private string? _problem;
    private string? _told;

    [CascadingParameter] public Texts Say { get; set; } = null!;

    [CascadingParameter] public ConsoleContext Console { get; set; } = null!;

    [Parameter, EditorRequired] public SettingPage Page { get; set; }

    /// <summary>Nothing else stands on the page, so that it must say when there is nothing to set.</summary>
    [Parameter] public bool IsAlone { get; set; }

    [Inject] private SettingsCatalogue Catalogue { get; set; } = null!;

    [Inject] private SettingsStore Store { get; set; } = null!;

    [Inject] private OrgPeople People { get; set; } = null!;

    private Tenant Tenant => Console.Tenant!;

    public async ValueTask DisposeAsync() => await Console.Unsaved.SetAsync(this, false);

    protected override Task OnInitializedAsync()
    {
        _settings = [.. Catalogue.All.Where(setting => setting.Page == Page)];
        return _settings.Count == 0 ? Task.CompletedTask : ReadAsync();
    }

    private async Task ReadAsync()
    {
        _view = null;
        if (_picked is not { } picked)
        {
            return;
        }

        try
        {
            var view = await Store.ForAsync(Tenant.Id, picked.ProfileId, picked.Scope.Reach == SettingReach.User ? picked.Scope.Id : null, CancellationToken.None);
            if (!ReferenceEquals(picked, _picked))
            {
                return; // Somebody else was chosen meanwhile, or nobody.
            }

            (_view, _problem) = (view, null);
        }
        catch (Exception error) when (Database.IsDown(error))
        {
            _problem = ReferenceEquals(picked, _picked) ? Say["AdminUnreadable", Database.WordsOf(error)] : _problem;
            return;
        }

        if (picked.Scope.Reach == SettingReach.All)
        {
            _ = NameAsync(_view); // Nobody waits for Salesforce's names: it may be silent for long.
        }
    }

    private async Task PickAsync(PickedScope? picked)
    {
        _picked = picked;
        _told = null;
        await ReadAsync();
    }

    private string ShownOf(Setting setting) =>
        _edits.TryGetValue(setting.Key, out var edit) && edit is not null ? edit
        : _edits.ContainsKey(setting.Key) ? _view!.Without(setting, _picked!.Scope).Value
        : _view!.Of(setting).Value;

    private bool IsSetHere(Setting setting) => _view!.Of(setting).From == _picked!.Scope;

    private bool CanTakeBack(Setting setting) => IsSetHere(setting) && !(_edits.TryGetValue(setting.Key, out var edit) && edit is null);

    private bool CanSet(Setting setting) => _picked!.Scope.Reach != SettingReach.All && setting.IsForPeople && !IsSetHere(setting) && !_edits.ContainsKey(setting.Key);

    // What holds for them from further out is to stay for them, whatever changes there.
    private Task SetAsItIsAsync(Setting setting)
    {
        if (_view is null)
        {
            return Task.CompletedTask; // As below.
        }

        _edits[setting.Key] = _view.Of(setting).Value;
        return Console.Unsaved.SetAsync(this, true);
    }

    // For everybody: who has a value of his own.
    private string? OthersOf(Setting setting)
    {
        var others = _picked!.Scope.Reach == SettingReach.All ? _view!.Deviating(setting).ToList() : [];
        var named = string.Join(", ", others.Take(MostNamed).Select(scope => _names.GetValueOrDefault(scope.Id, scope.Id)));
        return others.Count == 0 ? null : others.Count > MostNamed ? Say["SettingsOthersMore", named, others.Count - MostNamed] : Say["SettingsOthers", named];
    }

    // Salesforce's names; while it cannot be asked the ids must do.
    private async Task NameAsync(SettingsView view)
    {
        var ids = _settings.SelectMany(setting => view.Deviating(setting).Take(MostNamed)).Select(scope => scope.Id).Distinct().ToList();
        try
        {
            var names = await People.NamesAsync(Tenant.Id, ids, CancellationToken.None);
            _names = view == _view ? names : _names;
            StateHasChanged();
        }
        catch (Exception problem) when (problem is SalesforceException || Database.IsDown(problem))
        {
            // As above.
        }
        catch (Exception problem)
        {
            await DispatchExceptionAsync(problem);
        }
    }

    private string? OffReason(Setting setting) => _picked!.Scope.Reach != SettingReach.All && !setting.IsForPeople ? Say["SettingForAllOnly"] : null;

    private string SourceOf(Setting setting) =>
        _edits.TryGetValue(setting.Key, out var edit) ? Say[edit is null ? "SettingsWillTakeBack" : "SettingsNotSaved"]
        : _view!.Of(setting).From is not { } from ? Say["SettingsDefault"]
        : from == _picked!.Scope ? Say["SettingsSetHere"]
        : Say["SettingsFrom", Say[$"Reach.{from.Reach}"]];

    private Task EditAsync(Setting setting, string? value)
    {
        if (_view is null)
        {
            return Task.CompletedTask; // Of a field that is gone: nobody is chosen any more.
        }

        _told = null;
        var isAsBefore = value is null ? !IsSetHere(setting) : setting.Kind.Canonical(value) == _view!.Of(setting).Value;
        if (isAsBefore)
        {
            _edits.Remove(setting.Key);
        }
        else
        {
            _edits[setting.Key] = value;
        }

        return Console.Unsaved.SetAsync(this, _edits.Count > 0);
    }

    private async Task CancelAsync()
    {
        _edits.Clear();
        _problem = null;
        await Console.Unsaved.SetAsync(this, false);
    }

    private async Task SaveAsync()
    {
        try
        {
            var written = await Store.WriteAsync(Tenant.Id, [.. _edits.Select(edit => new SettingChange(edit.Key, _picked!.Scope, edit.Value))], Console.Who, CancellationToken.None);
            if (written.Problem is { } wrong)
            {
                _problem = $"{Say[$"Setting.{wrong.Change.Key}"]}: {Say[$"SettingFault.{wrong.Fault}"]}";
                return;
            }

            await CancelAsync();
            await ReadAsync();
            _told = _picked!.Name.Length == 0 ? Say["SettingsSaved", written.Changed] : Say["SettingsSavedFor", written.Changed, _picked.Name];
        }
        catch (Exception error) when (Database.IsDown(error))
        {
            _problem = Say["SettingsNotWritten", Database.WordsOf(error)];
        }
    }
}
