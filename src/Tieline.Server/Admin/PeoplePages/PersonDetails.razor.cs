using Microsoft.AspNetCore.Components;
using Tieline.Server.Admin.Shell;
using Tieline.Server.Lightning;
using Tieline.Server.Storage;
using Tieline.Server.Users;
using Tieline.Webex;
using SalesforceException = Tieline.Salesforce.SalesforceException;

namespace Tieline.Server.Admin.PeoplePages;

public sealed partial class PersonDetails : IDisposable
{
    private readonly TypedSearch _search = new();
    private string _text = "";
    private IReadOnlyList<WebexPerson>? _found;
    private string? _problem;

    [CascadingParameter] public Texts Say { get; set; } = null!;

    [CascadingParameter] public ConsoleContext Console { get; set; } = null!;

    [Parameter, EditorRequired] public PersonEntry Entry { get; set; } = null!;

    /// <summary>Something was done: the sentence that tells it.</summary>
    [Parameter] public EventCallback<string> OnDone { get; set; }

    [Inject] private WebexDirectory Directory { get; set; } = null!;

    [Inject] private PersonCorrections Corrections { get; set; } = null!;

    [Inject] private PersonServing Serving { get; set; } = null!;

    private Guid TenantId => Console.Tenant!.Id;

    public void Dispose() => _search.Dispose();

    // Bound, not set: see the dialer.
    private async Task TypedAsync(string? typed)
    {
        var text = _text = typed ?? "";
        if (text.Trim().Length == 0)
        {
            (_found, _problem) = (null, null);
            await _search.StopAsync();
            return;
        }

        await TryAsync(async () =>
        {
            if (await _search.RunAsync(async token => new Found(await Directory.SearchAsync(TenantId, text, token))) is { } found)
            {
                _found = found.People;
                _problem = found.People is null ? Say["PeopleCorrectCannot"] : _problem;
            }
        });
    }

    private Task CorrectAsync(WebexPerson? person) => DeedAsync(async () =>
    {
        await Corrections.SetAsync(TenantId, Entry.User, person, Console.Who, CancellationToken.None);
        await OnDone.InvokeAsync(person is null ? Say["PeopleTakenBack", Entry.User.Name] : Say["PeopleCorrected", Entry.User.Name, person.Subject]);
    });

    private Task ServeAsync() => DeedAsync(async () =>
    {
        var (user, person) = (Entry.User, Entry.Person!);
        var outcome = await Serving.ServeAsync(Console.Tenant!, user, person, Console.Who, CancellationToken.None);
        _problem = outcome switch
        {
            ServeOutcome.MustSignIn => Say["PeopleMustSignIn", user.Name, person.Name],
            ServeOutcome.NobodySignedIn => Say["PeopleNotServed", person.Name],
            _ => null,
        };
        await (_problem is null ? OnDone.InvokeAsync(Say["PeopleServed", user.Name, person.Name]) : Task.CompletedTask);
    });

    private Task SignOutAsync() => DeedAsync(async () =>
    {
        await Serving.SignOutAsync(Entry.Agent!, Console.Who);
        await OnDone.InvokeAsync(Say["PeopleSignedOut", Entry.User.Name]);
    });

    // What was searched for before is not to speak over what becomes of it.
    private async Task DeedAsync(Func<Task> deed)
    {
        await _search.StopAsync();
        await TryAsync(deed);
    }

    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            _problem = null;
            await work();
        }
        catch (WebexException problem)
        {
            _problem = Say["PeopleCorrectFailed", problem.Message];
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

    // Null people: nobody is signed in to Webex. A search that was overtaken gives no Found at all.
    private sealed record Found(IReadOnlyList<WebexPerson>? People);
}
