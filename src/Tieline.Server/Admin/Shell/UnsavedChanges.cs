namespace Tieline.Server.Admin.Shell;

/// <summary>
/// Which forms of the page hold something that was typed and not saved. The shell asks before it leaves such a page, and the browser before it closes it.
/// A form says so itself, and takes it back when it is saved, cancelled or gone.
/// </summary>
public sealed class UnsavedChanges
{
    private readonly HashSet<object> _forms = [];

    /// <summary>Told when it begins or ends.</summary>
    internal event Func<Task>? Changed;

    public bool Any => _forms.Count > 0;

    public bool Has(object form) => _forms.Contains(form);

    /// <summary>One of the forms of this sort does.</summary>
    public bool AnyOf<TForm>() => _forms.OfType<TForm>().Any();

    public Task SetAsync(object form, bool any) => ToldAsync(() => _ = any ? _forms.Add(form) : _forms.Remove(form));

    /// <summary>What was typed is left behind.</summary>
    public Task ClearAsync() => ToldAsync(_forms.Clear);

    private Task ToldAsync(Action change)
    {
        var before = Any;
        change();
        return Any == before ? Task.CompletedTask : Changed?.Invoke() ?? Task.CompletedTask;
    }
}
