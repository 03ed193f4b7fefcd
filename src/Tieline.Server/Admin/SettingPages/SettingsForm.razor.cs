using System.Data.Common;
using Microsoft.AspNetCore.Components;
using Tieline.Server.Admin.Shell;
using Tieline.Server.Connections;
using Tieline.Server.Lightning;
using Tieline.Server.Settings;

namespace Tieline.Server.Admin.SettingPages;

public sealed partial class SettingsForm
{
    // What was typed and not saved, by key; null takes the value back.
    private readonly Dictionary<string, string?> _edits = [];
    private IReadOnlyList<Setting> _settings = [];
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

    private Tenant Tenant => Console.Tenant!;

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
            _view = await Store.ForAsync(Tenant.Id, picked.ProfileId, picked.Scope.Reach == SettingReach.User ? picked.Scope.Id : null, CancellationToken.None);
            _problem = null;
        }
        catch (DbException error)
        {
            _problem = Say["AdminUnreadable", error.Message];
        }
    }

    private async Task PickAsync(PickedScope? picked)
    {
        _picked = picked;
        _told = null;
        _edits.Clear();
        await Console.Unsaved.SetAsync(false);
        await ReadAsync();
    }

    private string ShownOf(Setting setting) =>
        _edits.TryGetValue(setting.Key, out var edit) && edit is not null ? edit
        : _edits.ContainsKey(setting.Key) ? setting.Default
        : _view!.Of(setting).Value;

    private bool IsSetHere(Setting setting) => _view!.Of(setting).From == _picked!.Scope;

    private bool CanTakeBack(Setting setting) => IsSetHere(setting) && !(_edits.TryGetValue(setting.Key, out var edit) && edit is null);

    private string? OffReason(Setting setting) => _picked!.Scope.Reach != SettingReach.All && !setting.IsForPeople ? Say["SettingForAllOnly"] : null;

    private string SourceOf(Setting setting) =>
        _edits.TryGetValue(setting.Key, out var edit) ? Say[edit is null ? "SettingsWillTakeBack" : "SettingsNotSaved"]
        : _view!.Of(setting).From is not { } from ? Say["SettingsDefault"]
        : from == _picked!.Scope ? Say["SettingsSetHere"]
        : Say["SettingsFrom", Say[$"Reach.{from.Reach}"]];

    private Task EditAsync(Setting setting, string? value)
    {
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

        return Console.Unsaved.SetAsync(_edits.Count > 0);
    }

    private async Task CancelAsync()
    {
        _edits.Clear();
        _problem = null;
        await Console.Unsaved.SetAsync(false);
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
        catch (DbException error)
        {
            _problem = Say["SettingsNotWritten", error.Message];
        }
    }
}
