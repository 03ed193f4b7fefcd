using System.Globalization;
using System.Text.Json;
using Tieline.Server.Lightning;
using Tieline.Server.Settings;
using YamlDotNet.RepresentationModel;

namespace Tieline.Server.Admin.ConfigFile;

/// <summary>Values between their canonical form and YAML, and the words about them.</summary>
internal static class ConfigWords
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Reserved = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

    /// <summary>The text of a value; a list of a setting that takes one is joined. Null when it is neither.</summary>
    public static string? TextOf(YamlNode node, SettingKind kind) => node switch
    {
        YamlScalarNode scalar => scalar.Value,
        YamlSequenceNode list when kind is SomeOf && list.Children.All(one => one is YamlScalarNode { Value.Length: > 0 } word && !word.Value!.Contains(',')) =>
            string.Join(", ", list.Children.Cast<YamlScalarNode>().Select(one => one.Value)),
        _ => null,
    };

    /// <summary>A canonical value as the file has it.</summary>
    public static string Written(string value, SettingKind kind) => kind switch
    {
        SomeOf => $"[{string.Join(", ", SomeOf.Names(value).Select(Scalar))}]",
        Toggle or WholeNumber => value,
        _ => Scalar(value),
    };

    /// <summary>A text that reads back as itself: plain where that is safe, else in double quotes, which YAML reads as JSON does.</summary>
    public static string Scalar(string text) =>
        text.Length > 0 && char.IsAsciiLetter(text[0]) && text[^1] != ' ' && text.All(letter => char.IsAsciiLetterOrDigit(letter) || "._-@ ".Contains(letter)) && !Reserved.Contains(text, StringComparer.OrdinalIgnoreCase)
            ? text
            : JsonSerializer.Serialize(text, Json);

    /// <summary>Which values there are, as a kept sentence.</summary>
    public static string Allowed(SettingKind kind) => kind switch
    {
        Toggle => KeptSentence.Of("ConfigTrueOrFalse"),
        WholeNumber number => KeptSentence.Of("ConfigWholeNumber", number.Least.ToString(CultureInfo.InvariantCulture), number.Most.ToString(CultureInfo.InvariantCulture)),
        OneOf one => KeptSentence.Of("ConfigOneOf", string.Join(", ", one.Choices)),
        SomeOf { Choices.Length: > 0 } some => KeptSentence.Of("ConfigSomeOf", string.Join(", ", some.Choices), some.Choices[0]),
        SomeOf => KeptSentence.Of("ConfigApiNames"),
        _ => KeptSentence.Of("ConfigAnyText"),
    };

    /// <summary>What the writer may have meant, as a kept sentence.</summary>
    public static string Nearest(string key, IReadOnlyList<Setting> settings)
    {
        var near = settings.Where(one => one.Key.Equals(key, StringComparison.OrdinalIgnoreCase) || one.Key.Split('.')[^1].Equals(key.Split('.')[^1], StringComparison.OrdinalIgnoreCase)).ToList();
        var same = near.Count > 0 ? near : [.. settings.Where(one => one.Key.Split('.')[0].Equals(key.Split('.')[0], StringComparison.OrdinalIgnoreCase))];
        return same.Count > 0 ? KeptSentence.Of("ConfigDidYouMean", string.Join(", ", same.Take(8).Select(one => one.Key))) : KeptSentence.Of("ConfigAllowedAre", string.Join(", ", settings.Select(one => one.Key)));
    }
}
