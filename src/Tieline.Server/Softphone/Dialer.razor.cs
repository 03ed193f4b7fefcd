using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Tieline.Server.CallerMatching;
using Tieline.Server.Lightning;

namespace Tieline.Server.Softphone;

public partial class Dialer : IDisposable
{
    private readonly HashSet<string> _off = [];
    private readonly TypedSearch _search = new();
    private IReadOnlyList<string> _objects = [];
    private string? _lookedUp;
    private string? _problem;
    private IReadOnlyList<FoundRecord>? _found;

    /// <summary>
    /// What stands in the field: a name, a number, or a number clicked on a Salesforce page, for which the agent still presses Call.
    /// It is kept by who shows the dialer, so that a call which comes in between takes nothing typed away.
    /// </summary>
    [Parameter, EditorRequired] public string Typed { get; set; } = "";

    [Parameter, EditorRequired] public EventCallback<string> TypedChanged { get; set; }

    /// <summary>ISO 3166 code by which a bare number is read.</summary>
    [Parameter] public string Country { get; set; } = "";

    [Parameter] public bool IsBusy { get; set; }

    /// <summary>Objects that may be searched, by the setting <c>calling.callSearch</c>: asked for with each search, so that a change counts soon. Each can be left out here.</summary>
    [Parameter, EditorRequired] public Func<Task<IReadOnlyList<string>>> ReadObjects { get; set; } = null!;

    [Parameter] public EventCallback<DialRequest> OnDial { get; set; }

    /// <summary>Finds records by a name, in the objects named.</summary>
    [Parameter, EditorRequired] public Func<string, IReadOnlyCollection<string>, CancellationToken, Task<IReadOnlyList<FoundRecord>>> Search { get; set; } = null!;

    private bool IsSearch => Typed.Trim().Length >= 2 && PhoneText.IsName(Typed);

    private string Hint => IsSearch || Typed.Length == 0 ? "" : PhoneText.Hint(Typed, Country) ?? "";

    // What is there from before, or put there by who shows the dialer.
    protected override Task OnParametersSetAsync() => Typed == _lookedUp ? Task.CompletedTask : LookUpAsync();

    public void Dispose() => _search.Dispose();

    // Bound, not set: a value that is only set would overwrite what was typed while the last letter was on its way here.
    private Task TypedAsync(string? typed) => SetAsync(PhoneText.Typed(typed));

    private Task AppendAsync(string key) => SetAsync(Typed + key);

    private Task DeleteAsync() => SetAsync(Typed[..^1]);

    private Task ClearAsync() => SetAsync("");

    private async Task KeyAsync(KeyboardEventArgs key)
    {
        switch (key.Key)
        {
            case "Enter" when !IsSearch && !IsBusy && Typed.Length > 0:
                await DialAsync();
                break;
            case "Escape":
                await ClearAsync();
                break;
        }
    }

    private Task DialAsync() => OnDial.InvokeAsync(new DialRequest(PhoneText.Cleaned(Typed)));

    private Task ToggleAsync(string name)
    {
        if (!_off.Remove(name))
        {
            _off.Add(name);
        }

        return LookUpAsync();
    }

    // The field shows at once, what is found follows.
    private async Task SetAsync(string typed)
    {
        Typed = typed;
        var looking = LookUpAsync();
        await TypedChanged.InvokeAsync(typed);
        await looking;
    }

    private async Task LookUpAsync()
    {
        _lookedUp = Typed;
        _found = null;
        _problem = null;
        if (!IsSearch)
        {
            await _search.StopAsync();
            return;
        }

        var words = Typed.Trim();
        try
        {
            _found = await _search.RunAsync(stop => FindAsync(words, stop)) ?? _found;
        }
        catch (Exception problem) when (RecordSearch.IsUnanswered(problem))
        {
            _problem = Say["SearchFailed"];
        }
    }

    private async Task<IReadOnlyList<FoundRecord>> FindAsync(string words, CancellationToken stop)
    {
        var objects = await ReadObjects();
        stop.ThrowIfCancellationRequested();
        _objects = objects;
        StateHasChanged(); // Where is searched shows while it is.
        string[] where = [.. objects.Except(_off)];
        return where.Length == 0 ? [] : await Search(words, where, stop);
    }
}
