using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Tieline.Server.Admin.Shell;
using Tieline.Server.Leaving.PersonalData;
using Tieline.Server.Lightning;

namespace Tieline.Server.Admin.LeavingPages;

public sealed partial class PersonCard
{
    private string _text = "";
    private string _word = "";
    private FoundPerson? _person;
    private IReadOnlyList<PersonFinding>? _found;
    private string? _problem;
    private string? _told;

    [CascadingParameter] public Texts Say { get; set; } = null!;

    [CascadingParameter] public ConsoleContext Console { get; set; } = null!;

    [Inject] private People People { get; set; } = null!;

    [Inject] private IJSRuntime Script { get; set; } = null!;

    // Every table is read, on SQLite without a pause: not on the thread that the page answers by.
    private Task FindAsync() => TryAsync(async () =>
    {
        (_told, _word, _found) = (null, "", null);
        _person = await People.WhoAsync(Console.Tenant!, _text, CancellationToken.None);
        _problem = _person is null ? Say["PersonNobody"] : null;
        _found = _person is null ? null : await Task.Run(() => People.FindAsync(Console.Tenant!, _person, CancellationToken.None));
    });

    private Task ExportAsync() => TryAsync(async () =>
        await Script.SaveFileAsync("tieline-person.json", await Task.Run(() => PersonExport.OfAsync(People, Console.Tenant!, _person!, CancellationToken.None))));

    private Task EraseAsync() => TryAsync(async () =>
    {
        var erasure = await Task.Run(() => People.EraseAsync(Console.Tenant!, _person!, Console.Who, CancellationToken.None));
        var atClouds = erasure.AtClouds.Count > 0 ? string.Join(' ', erasure.AtClouds.Select(words => words.In(Say))) : null;
        (_found, _problem) = (erasure.Remains, atClouds);
        (_told, _word) = erasure.IsErased ? (Say["PersonErased"], "") : (null, _word);
    });

    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception error)
        {
            _problem = Say["LeavingFailed", error.Message];
        }
    }
}
