namespace Tieline.Server.Lightning;

/// <summary>Authentication schemes whose sessions may start a circuit. Rooms that show pages add theirs; a page itself checks whose session it got.</summary>
public sealed class CircuitSchemes
{
    public ISet<string> Names { get; } = new SortedSet<string>(StringComparer.Ordinal);
}
