namespace Tieline.Server.Admin.Shell;

/// <summary>What was asked for on a page. Another object each time it is asked for, so that the same is found twice.</summary>
/// <param name="id">Of the element.</param>
public sealed class ConsoleAnchor(string id)
{
    public string Id { get; } = id;
}
