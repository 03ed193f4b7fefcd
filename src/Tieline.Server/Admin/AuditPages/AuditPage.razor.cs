using System.Data.Common;
using Microsoft.AspNetCore.Components;
using Tieline.Server.Admin.Shell;
using Tieline.Server.Audit;
using Tieline.Server.Lightning;
using Tieline.Server.Settings;

namespace Tieline.Server.Admin.AuditPages;

public sealed partial class AuditPage
{
    private const int AtOnce = 50;
    private List<AuditEntry>? _entries;
    private bool _hasOlder;
    private string? _problem;
    private string? _told;

    [CascadingParameter] public Texts Say { get; set; } = null!;

    [CascadingParameter] public ConsoleContext Console { get; set; } = null!;

    [Inject] private AuditTrail Trail { get; set; } = null!;

    [Inject] private SettingsStore Settings { get; set; } = null!;

    [Inject] private SettingsCatalogue Catalogue { get; set; } = null!;

    private Guid TenantId => Console.Tenant!.Id;

    protected override Task OnInitializedAsync() => ReadAsync(null);

    private Task OlderAsync() => ReadAsync(_entries![^1].Id);

    private async Task ReadAsync(Guid? before)
    {
        try
        {
            var read = await Trail.ListAsync(TenantId, before, AtOnce, CancellationToken.None);
            _entries = [.. before is null ? [] : _entries!, .. read];
            _hasOlder = read.Count == AtOnce;
            _problem = null;
        }
        catch (DbException error)
        {
            _problem = Say["AdminUnreadable", error.Message];
        }
    }

    private async Task UndoAsync(AuditEntry entry)
    {
        try
        {
            _told = await Settings.UndoAsync(TenantId, entry, Console.Who, CancellationToken.None) ? Say["AuditUndone", NameOf(entry)] : Say["AuditMovedOn"];
        }
        catch (DbException error)
        {
            _problem = Say["SettingsNotWritten", error.Message];
            return;
        }

        await ReadAsync(null);
    }

    private string NameOf(AuditEntry entry) =>
        entry.Event.What == SettingsStore.Change && SettingSubject.Read(entry.Event.Subject) is { } about && Catalogue.Find(about.Key) is not null
            ? about.Scope.Reach == SettingReach.All ? Say[$"Setting.{about.Key}"] : $"{Say[$"Setting.{about.Key}"]} · {Say[$"Reach.{about.Scope.Reach}"]} {about.Scope.Id}"
            : entry.Event.Subject;
}
