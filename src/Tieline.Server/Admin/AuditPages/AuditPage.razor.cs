using Microsoft.AspNetCore.Components;
using Tieline.Salesforce;
using Tieline.Server.Admin.Shell;
using Tieline.Server.Audit;
using Tieline.Server.Lightning;
using Tieline.Server.Settings;
using Tieline.Server.Storage;
using Tieline.Server.Users;

namespace Tieline.Server.Admin.AuditPages;

public sealed partial class AuditPage
{
    private const int AtOnce = 50;
    private List<AuditEntry>? _entries;
    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();
    private bool _hasOlder;
    private string? _problem;
    private string? _told;

    // To be asked about first: it takes his own role Admin from whoever looks.
    private AuditEntry? _ownAdmin;

    [CascadingParameter] public Texts Say { get; set; } = null!;

    [CascadingParameter] public ConsoleContext Console { get; set; } = null!;

    [Inject] private AuditTrail Trail { get; set; } = null!;

    [Inject] private Undoing Undo { get; set; } = null!;

    [Inject] private SettingsCatalogue Catalogue { get; set; } = null!;

    [Inject] private OrgPeople People { get; set; } = null!;

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
        catch (Exception error) when (Database.IsDown(error))
        {
            _problem = Say["AdminUnreadable", Database.WordsOf(error)];
            return;
        }

        StateHasChanged(); // What is there is shown; the names come when Salesforce has told them.
        await NameAsync();
    }

    // Salesforce's names for the ids in the trail; while it cannot be asked the ids must do.
    private async Task NameAsync()
    {
        try
        {
            var ids = _entries!.Select(AboutOf).OfType<(string Key, SettingScope Scope)>().Select(about => about.Scope.Id).Where(id => id.Length > 0).Distinct().ToList();
            _names = await People.NamesAsync(TenantId, ids, CancellationToken.None);
        }
        catch (SalesforceException)
        {
            _names = new Dictionary<string, string>();
        }
    }

    private Task AskAndUndoAsync(AuditEntry entry)
    {
        _ownAdmin = entry.Event.What == AuditKinds.Role && RoleChanges.TakenByUndo(entry.Event) is var (userId, taken) && userId == Console.Who.Id && taken.HasFlag(WebexRoles.Admin) ? entry : null;
        return _ownAdmin is null ? UndoAsync(entry) : Task.CompletedTask;
    }

    private async Task UndoAsync(AuditEntry entry)
    {
        try
        {
            (_ownAdmin, _problem) = (null, null);
            _told = await Undo.UndoAsync(TenantId, entry, Console.Who, Console.IsOperator, CancellationToken.None) switch
            {
                UndoOutcome.Done => Say["AuditUndone", NameOf(entry)],
                UndoOutcome.MovedOn => Say["AuditMovedOn"],
                UndoOutcome.Never never => Say[$"NoUndo.{never.Reason}"],
                UndoOutcome.Refused { Result: var result } => Say["PeopleFailed", result.Name, Say[$"RoleFault.{result.Fault}", result.Detail]],
                _ => throw new InvalidOperationException("There is no such outcome."),
            };
        }
        catch (SalesforceException problem)
        {
            _problem = Say["PeopleUnreadable", problem.Message];
            return;
        }
        catch (Exception error) when (Database.IsDown(error))
        {
            _problem = Say["SettingsNotWritten", Database.WordsOf(error)];
            return;
        }

        await ReadAsync(null);
    }

    private static (string Key, SettingScope Scope)? AboutOf(AuditEntry entry) => entry.Event.What == SettingsStore.Change ? SettingSubject.Read(entry.Event.Subject) : null;

    private string NameOf(AuditEntry entry)
    {
        if (AboutOf(entry) is not { } about || Catalogue.Find(about.Key) is null)
        {
            return AuditWords.Subject(entry.Event, Say);
        }

        var name = Say[$"Setting.{about.Key}"];
        return about.Scope.Reach == SettingReach.All ? name : $"{name} · {Say[$"Reach.{about.Scope.Reach}"]}: {_names.GetValueOrDefault(about.Scope.Id, about.Scope.Id)}";
    }

    private string ValueOf(AuditEntry entry, string? value) =>
        value is null ? (AboutOf(entry) is null ? "" : Say["AuditNotSet"])
        : value.Length == 0 ? Say["AuditEmpty"]
        : AuditWords.Value(entry.Event, value, Say);
}
