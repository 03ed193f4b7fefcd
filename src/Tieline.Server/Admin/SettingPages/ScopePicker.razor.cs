using Microsoft.AspNetCore.Components;
using Tieline.Salesforce;
using Tieline.Server.Lightning;
using Tieline.Server.Settings;
using Tieline.Server.Storage;
using Tieline.Server.Users;

namespace Tieline.Server.Admin.SettingPages;

public sealed partial class ScopePicker : IDisposable
{
    private const int MostChoices = 20;
    private readonly string _id = $"scope-{Guid.NewGuid():N}";
    private readonly string _offId = $"scope-off-{Guid.NewGuid():N}";
    private readonly TypedSearch _search = new();
    private SettingReach _reach;
    private int _refused;
    private NamedOne? _chosen;
    private string _text = "";
    private IReadOnlyList<NamedOne> _profiles = [];
    private IReadOnlyList<NamedOne>? _users;
    private string? _problem;

    [CascadingParameter] public Texts Say { get; set; } = null!;

    [Parameter, EditorRequired] public Guid TenantId { get; set; }

    /// <summary>Why nobody else can be chosen now; null when one can.</summary>
    [Parameter] public string? OffReason { get; set; }

    /// <summary>Told null while it is not chosen yet for whom.</summary>
    [Parameter] public EventCallback<PickedScope?> OnPicked { get; set; }

    [Inject] private OrgPeople People { get; set; } = null!;

    public void Dispose() => _search.Dispose();

    private async Task ReachAsync(ChangeEventArgs change)
    {
        if (IsOff())
        {
            return;
        }

        var reach = _reach = Enum.Parse<SettingReach>((string)change.Value!);
        (_chosen, _users, _text, _problem) = (null, null, "", null);
        var stopping = _search.StopAsync();
        var telling = OnPicked.InvokeAsync(reach == SettingReach.All ? new PickedScope(SettingScope.All, null, "") : null);
        if (reach == SettingReach.Profile && _profiles.Count == 0)
        {
            await TryAsync(reach, async () => _profiles = await People.ProfilesAsync(TenantId, CancellationToken.None));
        }

        await telling;
        await stopping;
    }

    private Task ProfileAsync(ChangeEventArgs change) => ChooseAsync(_profiles.FirstOrDefault(profile => profile.Id == (string?)change.Value));

    // A choice that was under way while something was typed: the fields show again for whom it is.
    private bool IsOff()
    {
        _refused += OffReason is null ? 0 : 1;
        return OffReason is not null;
    }

    // Bound, not set: see the dialer.
    private async Task TypedAsync(string? typed)
    {
        if (IsOff())
        {
            return;
        }

        var text = typed ?? "";
        var telling = _chosen is null ? Task.CompletedTask : OnPicked.InvokeAsync(null); // Nobody is chosen any more.
        (_text, _chosen, _problem) = (text, null, null);
        if (text.Trim().Length == 0)
        {
            _users = null;
            await _search.StopAsync();
        }
        else
        {
            await TryAsync(SettingReach.User, async () =>
            {
                if (await _search.RunAsync(token => People.SearchAsync(TenantId, text, token)) is { } found)
                {
                    _users = [.. found.Take(MostChoices).Select(user => new NamedOne(user.Id, user.Name, user.ProfileId))];
                }
            });
        }

        await telling;
    }

    // Told in the same turn: what is edited next is for whoever was chosen.
    private async Task ChooseAsync(NamedOne? one)
    {
        if (IsOff())
        {
            return;
        }

        (_chosen, _users, _problem) = (one, null, null);
        var stopping = _search.StopAsync();
        await OnPicked.InvokeAsync(one is null ? null
            : _reach == SettingReach.Profile ? new PickedScope(SettingScope.Profile(one.Id), one.Id, one.Name)
            : new PickedScope(SettingScope.User(one.Id), one.ProfileId, one.Name));
        await stopping;
    }

    // What fails is told while the reach that it was for is still chosen.
    private async Task TryAsync(SettingReach reach, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (SalesforceException problem)
        {
            Tell(Say["SettingsNoPeople", problem.Message]);
        }
        catch (Exception error) when (Database.IsDown(error))
        {
            Tell(Say["AdminUnreadable", Database.WordsOf(error)]);
        }

        void Tell(string problem)
        {
            if (_reach == reach)
            {
                (_users, _problem) = (null, problem);
            }
        }
    }
}

/// <param name="ProfileId">Of the profile, or of the user; null for everybody.</param>
/// <param name="Name">Empty for everybody.</param>
public sealed record PickedScope(SettingScope Scope, string? ProfileId, string Name);
