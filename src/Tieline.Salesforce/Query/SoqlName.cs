using System.Text.RegularExpressions;

namespace Tieline.Salesforce;

/// <summary>
/// The API name of an object or field, checked: letters, digits, underscores, and dots on the way to a parent's field.
/// Only such a name may stand in a query or an address without quotes.
/// </summary>
/// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select.htm">SOQL SELECT</a>.</remarks>
public readonly partial record struct SoqlName
{
    /// <summary>Checks a name.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public SoqlName(string value) => Value = IsValid(value)
        ? value
        : throw new ArgumentException($"'{value}' is no API name of an object or field: that has letters, digits and underscores, and dots between.", nameof(value));

    /// <summary>The name; empty for a default value.</summary>
    public string Value => field ?? "";

    /// <summary>Whether a text is such a name.</summary>
    public static bool IsValid(string? value) => value is not null && value.Length <= 255 && Pattern().IsMatch(value);

    /// <summary>The name.</summary>
    public override string ToString() => Value;

    internal static string Object(string name) => !string.IsNullOrEmpty(name) && !name.Contains('.')
        ? new SoqlName(name).Value
        : throw new ArgumentException($"'{name}' is no API name of an object.", nameof(name));

    internal static string List(IEnumerable<string> names) => string.Join(',', names.Select(name => new SoqlName(name).Value));

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)*\z")]
    private static partial Regex Pattern();
}
