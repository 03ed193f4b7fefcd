using System.Globalization;

namespace Tieline.Server.Settings;

/// <summary>Which values a setting takes. Values are kept as text in one canonical form, so that equal values are equal texts.</summary>
public abstract record SettingKind
{
    /// <summary>The canonical form of what was given; null when it is no value of this kind.</summary>
    public abstract string? Canonical(string given);
}

/// <summary>On or off: <c>true</c>, <c>false</c>.</summary>
public sealed record Toggle : SettingKind
{
    public override string? Canonical(string given) => given.Trim().ToLowerInvariant() switch
    {
        "true" or "on" or "yes" => "true",
        "false" or "off" or "no" => "false",
        _ => null,
    };
}

/// <summary>A whole number in a range, both ends included.</summary>
public sealed record WholeNumber(int Least, int Most) : SettingKind
{
    public override string? Canonical(string given) =>
        int.TryParse(given.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= Least && number <= Most
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;
}

/// <summary>One of several words.</summary>
public sealed record OneOf(params string[] Choices) : SettingKind
{
    public override string? Canonical(string given) => Choices.FirstOrDefault(choice => choice.Equals(given.Trim(), StringComparison.OrdinalIgnoreCase));
}

/// <summary>Some of several names in the order given, separated by commas; may be empty. Which names there are may depend on the org: then any API name of Salesforce, with its parents, is taken.</summary>
/// <param name="Choices">Empty: any API name.</param>
public sealed record SomeOf(params string[] Choices) : SettingKind
{
    private const int Most = 100;

    public override string? Canonical(string given)
    {
        var names = given.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Known).ToList();
        return names.Count > Most || names.Contains(null) ? null : string.Join(", ", names.Distinct(StringComparer.Ordinal));
    }

    /// <summary>The names in a canonical value.</summary>
    public static IReadOnlyList<string> Names(string value) => value.Split(", ", StringSplitOptions.RemoveEmptyEntries);

    private string? Known(string name) => Choices.Length > 0
        ? Choices.FirstOrDefault(choice => choice.Equals(name, StringComparison.OrdinalIgnoreCase))
        : name.Length <= 200 && name.Split('.').All(IsApiName) ? name : null;

    private static bool IsApiName(string part) => part.Length > 0 && char.IsAsciiLetter(part[0]) && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
}
