using ArchUnitNET.Domain;

namespace Tieline.Server.Tests.Conventions;

/// <summary>Which top folder (the first part of the namespace after the root) names a type of which other.</summary>
internal sealed class FolderGraph
{
    private readonly Dictionary<string, Dictionary<string, string>> _edges = [];

    /// <summary>Read from compiled code, so that a use without a <c>using</c> line counts as well.</summary>
    public static FolderGraph Of(Architecture architecture, string root)
    {
        var graph = new FolderGraph();
        foreach (var type in architecture.Types)
        {
            if (Folder(type.FullName, root) is not { } from)
            {
                continue;
            }

            foreach (var target in type.Dependencies.Select(d => d.Target))
            {
                if (Folder(target.FullName, root) is { } to && to != from)
                {
                    graph.Add(from, to, $"{type.FullName} names {target.FullName}");
                }
            }
        }

        return graph;
    }

    /// <summary>An edge with one example of why it is there.</summary>
    public IEnumerable<(string From, string To, string Example)> Edges =>
        from edge in _edges from to in edge.Value select (edge.Key, to.Key, to.Value);

    /// <summary>A circle as the folders on it, or null.</summary>
    public IReadOnlyList<string>? FindCircle()
    {
        var done = new HashSet<string>();
        return _edges.Keys.Select(start => Walk(start, [], done)).FirstOrDefault(circle => circle is not null);
    }

    private List<string>? Walk(string folder, List<string> path, HashSet<string> done)
    {
        var seenAt = path.IndexOf(folder);
        if (seenAt >= 0)
        {
            return [.. path[seenAt..], folder];
        }

        if (done.Contains(folder) || !_edges.TryGetValue(folder, out var next))
        {
            return null;
        }

        path.Add(folder);
        var circle = next.Keys.Select(to => Walk(to, path, done)).FirstOrDefault(found => found is not null);
        path.RemoveAt(path.Count - 1);
        done.Add(folder);
        return circle;
    }

    private void Add(string from, string to, string example)
    {
        if (!_edges.TryGetValue(from, out var targets))
        {
            _edges[from] = targets = [];
        }

        targets.TryAdd(to, example);
    }

    private static string? Folder(string typeName, string root)
    {
        if (!typeName.StartsWith(root + ".", StringComparison.Ordinal))
        {
            return null;
        }

        var rest = typeName[(root.Length + 1)..];
        var dot = rest.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? null : rest[..dot];
    }
}
