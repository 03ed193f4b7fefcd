namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>Makes rows with the same values, case of texts aside, one group.</summary>
public sealed class GroupKeyComparer : IEqualityComparer<object?[]>
{
    public static GroupKeyComparer Instance { get; } = new();

    public bool Equals(object?[]? x, object?[]? y)
    {
        for (var i = 0; i < x!.Length; i++)
            if (!Same(x[i], y![i]))
                return false;
        return true;
    }

    public int GetHashCode(object?[] key)
    {
        var hash = new HashCode();
        foreach (var value in key) hash.Add(value is string text ? StringComparer.OrdinalIgnoreCase.GetHashCode(text) : value?.GetHashCode() ?? 0);
        return hash.ToHashCode();
    }

    private static bool Same(object? x, object? y) => x is string a && y is string b ? a.Equals(b, StringComparison.OrdinalIgnoreCase) : Equals(x, y);
}
