namespace Tieline.Server.Admin.Shell;

/// <summary>Whether the page holds something that was typed and not saved. The shell asks before it leaves such a page, and the browser before it closes it.</summary>
public sealed class UnsavedChanges
{
    /// <summary>Told when it begins or ends.</summary>
    internal event Func<Task>? Changed;

    public bool Any { get; private set; }

    public async Task SetAsync(bool any)
    {
        if (any == Any)
        {
            return;
        }

        Any = any;
        await (Changed?.Invoke() ?? Task.CompletedTask);
    }
}
