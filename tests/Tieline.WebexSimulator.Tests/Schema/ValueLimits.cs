using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Tieline.WebexSimulator.Tests.Schema;

/// <summary>How long, large and many a schema lets a value be, and of which form.</summary>
public static class ValueLimits
{
    /// <summary>What the value breaks, in words that follow its name.</summary>
    public static IEnumerable<string> Broken(JsonNode value, JsonObject schema) => value.GetValueKind() switch
    {
        JsonValueKind.String => OfText(value.GetValue<string>(), schema),
        JsonValueKind.Number => OfSize(value.Deserialize<double>(), schema, "minimum", "maximum", "is"),
        JsonValueKind.Array => OfSize(value.AsArray().Count, schema, "minItems", "maxItems", "holds"),
        _ => [],
    };

    public static double? Number(JsonObject schema, string name) => schema[name]?.Deserialize<double>();

    private static IEnumerable<string> OfText(string text, JsonObject schema)
    {
        var (format, pattern) = (schema["format"]?.GetValue<string>(), schema["pattern"]?.GetValue<string>());
        if (!StringFormats.Fits(text, format))
        {
            yield return $"is no {format}";
        }

        if (pattern is not null && !Regex.IsMatch(text, pattern))
        {
            yield return $"does not match {pattern}";
        }

        foreach (var broken in OfSize(text.Length, schema, "minLength", "maxLength", "is as long as"))
        {
            yield return broken;
        }
    }

    private static IEnumerable<string> OfSize(double size, JsonObject schema, string least, string most, string verb)
    {
        if (size < Number(schema, least))
        {
            yield return $"{verb} {size}, less than the {least}";
        }

        if (size > Number(schema, most))
        {
            yield return $"{verb} {size}, more than the {most}";
        }
    }
}
