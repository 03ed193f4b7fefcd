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
    private string _typed = "";
    private string? _problem;
    private IReadOnlyList<FoundRecord>? _found;

    /// <summary>A number to begin with (a number clicked on a Salesforce page); the agent still presses Call.</summary>
    [Parameter] public HostNumber? Prefill { get; set; }

    /// <summary>ISO 3166 code by which a bare number is read.</summary>
    [Parameter] public string Country { get; set; } = "";

    [Parameter] public bool IsBusy { get; set; }

    /// <summary>Objects that may be searched, by the setting <c>calling.callSearch</c>: asked for with each search, so that a change counts soon. Each can be left out here.</summary>
    [Parameter, EditorRequired] public Func<Task<IReadOnlyList<string>>> ReadObjects { get; set; } = null!;

    [Parameter] public EventCallback<DialRequest> OnDial { get; set; }

    /// <summary>Finds records by a name, in the objects named.</summary>
    [Parameter, EditorRequired] public Func<string, IReadOnlyCollection<string>, CancellationToken, Task<IReadOnlyList<FoundRecord>>> Search { get; set; } = null!;

    private HostNumber? _prefilled;

    private bool IsSearch => _typed.Trim().Length >= 2 && PhoneText.IsName(_typed);

    private string Hint => IsSearch || _typed.Length == 0 ? "" : PhoneText.Hint(_typed, Country) ?? "";

    protected override void OnParametersSet()
    {
        // The same number clicked again is another click.
        if (Prefill is not null && !ReferenceEquals(Prefill, _prefilled))
        {
            _prefilled = Prefill;
            _typed = PhoneText.Cleaned(Prefill.Number);
        }
    }

    public void Dispose() => _search.Dispose();

    // Bound, not set: a value that is only set would overwrite what was typed while the last letter was on its way here.
    private Task TypedAsync(string? typed) => SetAsync(PhoneText.Typed(typed));

    private Task AppendAsync(string key) => SetAsync(_typed + key);

    private Task DeleteAsync() => SetAsync(_typed[..^1]);

    private Task ClearAsync() => SetAsync("");

    private async Task KeyAsync(KeyboardEventArgs key)
    {
        switch (key.Key)
        {
            case "Enter" when !IsSearch && !IsBusy && _typed.Length > 0:
                await DialAsync();
                break;
            case "Escape":
                await ClearAsync();
                break;
        }
    }

    private Task DialAsync() => OnDial.InvokeAsync(new DialRequest(PhoneText.Cleaned(_typed)));

    private Task ToggleAsync(string name)
    {
        if (!_off.Remove(name))
        {
            _off.Add(name);
        }

        return SetAsync(_typed);
    }

    // The field shows at once, what is found follows.
    private async Task SetAsync(string typed)
    {
        _typed = typed;
        _found = null;
        _problem = null;
        if (!IsSearch)
        {
            await _search.StopAsync();
            return;
        }

        try
        {
            _objects = await ReadObjects();
            string[] where = [.. _objects.Except(_off)];
            _found = await _search.RunAsync(stop => where.Length == 0 ? Task.FromResult<IReadOnlyList<FoundRecord>>([]) : Search(typed.Trim(), where, stop)) ?? _found;
        }
        catch (Tieline.Salesforce.SalesforceException)
        {
            _problem = Say["SearchFailed"];
        }
    }
}
