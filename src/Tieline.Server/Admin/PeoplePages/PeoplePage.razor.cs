using Microsoft.AspNetCore.Components;
using Tieline.Server.Admin.Shell;
using Tieline.Server.Diagnostics;
using Tieline.Server.Lightning;
using Tieline.Server.Storage;
using Tieline.Server.Users;
using SalesforceException = Tieline.Salesforce.SalesforceException;

namespace Tieline.Server.Admin.PeoplePages;

public sealed partial class PeoplePage : IDisposable
{
    private const int PageSize = 25;
    private readonly TypedSearch _search = new();
    private readonly HashSet<string> _chosen = [];
    private IReadOnlyList<OrgUser> _users = [];
    private IReadOnlyList<PersonEntry>? _entries;
    private IReadOnlyList<RoleChangeResult> _failed = [];
    private int _first;
    private string _text = "";
    private string _shownText = "";
    private WebexRoles _role = WebexRoles.User;
    private bool _areSalesforces;
    private bool _asksForOwnAdmin;
    private string? _more;
    private string? _problem;
    private string? _told;
    private DateTimeOffset _now;

    [CascadingParameter] public Texts Say { get; set; } = null!;

    [CascadingParameter] public ConsoleContext Console { get; set; } = null!;

    [Inject] private PeopleList People { get; set; } = null!;

    [Inject] private Roles Roles { get; set; } = null!;

    [Inject] private RoleChanges Changes { get; set; } = null!;

    [Inject] private Clock Clock { get; set; } = null!;

    private Guid TenantId => Console.Tenant!.Id;

    private bool IsSearch => _shownText.Trim().Length > 0;

    private string? ChooseFirst => _chosen.Count == 0 ? Say["PeopleChooseFirst"] : null;

    private string CountWords => _entries is null || _problem is not null ? ""
        : !IsSearch ? Say["PeopleShown", _users.Count]
        : _users.Count == OrgPeople.Most ? Say["PeopleFoundMost", _users.Count] : Say["PeopleFound", _users.Count];

    public void Dispose() => _search.Dispose();

    protected override Task OnInitializedAsync() => ReadAsync();

    private Task ReadAsync() => TryAsync(() => SearchAsync(0));

    // Bound, not set: see the dialer.
    private Task TypedAsync(string? typed)
    {
        var text = _text = typed ?? "";
        return TryAsync(async () => Show(await _search.RunAsync(async stop => await LookAsync(await People.UsersAsync(TenantId, text, stop), text, 0, stop))));
    }

    private Task PageAsync(int first) => TryAsync(() => AgainAsync(first));

    // Of those shown; what was typed and is not shown yet is searched for instead.
    private async Task AgainAsync(int first)
    {
        if (_text != _shownText)
        {
            await SearchAsync(0);
            return;
        }

        Show(await _search.NowAsync(stop => LookAsync(_users, _shownText, Math.Clamp(first, 0, Math.Max(0, _users.Count - 1)), stop)));
    }

    private async Task SearchAsync(int first) => Show(await _search.NowAsync(async stop =>
    {
        var (text, users) = (_text, await People.UsersAsync(TenantId, _text, stop));
        return await LookAsync(users, text, text == _shownText && first < users.Count ? first : 0, stop);
    }));

    private async Task<Look> LookAsync(IReadOnlyList<OrgUser> users, string text, int first, CancellationToken stop) => new(
        users, text, first,
        await People.EntriesAsync(TenantId, [.. users.Skip(first).Take(PageSize)], stop),
        (await Roles.AllAsync(TenantId, stop)).AreSalesforces);

    // Null: overtaken, and what was looked for since is shown.
    private void Show(Look? look)
    {
        if (look is null)
        {
            return;
        }

        (_users, _shownText, _first, _entries, _areSalesforces, _now) = (look.Users, look.Text, look.First, look.Entries, look.AreSalesforces, Clock.UtcNow);
        _chosen.IntersectWith(look.Users.Select(user => user.Id));
    }

    private bool IsChosen(PersonEntry entry) => _chosen.Contains(entry.User.Id);

    private void Choose(PersonEntry entry, bool chosen)
    {
        _asksForOwnAdmin = false;
        _ = chosen ? _chosen.Add(entry.User.Id) : _chosen.Remove(entry.User.Id);
    }

    private void ChooseAll(bool chosen)
    {
        foreach (var entry in _entries!)
        {
            Choose(entry, chosen);
        }
    }

    private Task AskAndTakeAsync()
    {
        _asksForOwnAdmin = _role == WebexRoles.Admin && _chosen.Contains(Console.Who.Id);
        return _asksForOwnAdmin ? Task.CompletedTask : ChangeAsync(gives: false);
    }

    private Task ChangeAsync(bool gives) => TryAsync(async () =>
    {
        _asksForOwnAdmin = false;
        var results = gives
            ? await Changes.GiveAsync(TenantId, [.. _chosen], _role, Console.Who, CancellationToken.None)
            : await Changes.TakeAsync(TenantId, [.. _chosen], _role, Console.Who, CancellationToken.None);
        _failed = [.. results.Where(result => result.Fault is not null)];
        var changed = results.Count(result => result.Changed);
        var same = results.Count(result => result is { Changed: false, Fault: null });
        _told = changed + same == 0 ? null
            : Say[gives ? "PeopleGiven" : "PeopleTaken", WebexRoleNames.Label(_role), changed] + (same > 0 ? " " + Say["PeopleSame", same] : "");
        _chosen.Clear();
        await SearchAsync(_first);
    });

    private Task ToldAsync(string told) => TryAsync(async () =>
    {
        (_told, _more) = (told, null);
        await AgainAsync(_first);
    });

    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            _problem = null;
            await work();
        }
        catch (SalesforceException problem)
        {
            _problem = Say["PeopleUnreadable", problem.Message];
        }
        catch (Exception error) when (Database.IsDown(error))
        {
            _problem = Say["AdminUnreadable", Database.WordsOf(error)];
        }
    }

    // A page of those found, as read.
    private sealed record Look(IReadOnlyList<OrgUser> Users, string Text, int First, IReadOnlyList<PersonEntry> Entries, bool AreSalesforces);
}
