using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tieline.SalesforceSimulator.Rules;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>Fills <c>@{refA.id}</c> and <c>@{found.records[0].Id}</c> in from earlier answers.</summary>
public sealed partial class CompositeReferences
{
    private readonly Dictionary<string, JsonNode?> answers = [];

    public void Add(string reference, JsonNode? body) => answers[reference] = body;

    public string Fill(string text) => Mention().Replace(text, match => Value(match.Groups[1].Value));

    public JsonNode? Fill(JsonNode? node) => node switch
    {
        JsonObject json => new JsonObject(json.Select(p => KeyValuePair.Create(p.Key, Fill(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Fill)]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(Fill(text)),
        _ => node?.DeepClone(),
    };

    /// <summary>The references that a text names.</summary>
    public static IEnumerable<string> Named(string text) => Mention().Matches(text).Select(m => m.Groups[1].Value.Split('.', '[')[0]);

    private string Value(string expression)
    {
        var steps = expression.Split('.', '[').Select(s => s.TrimEnd(']')).ToArray();
        JsonNode? at = answers.GetValueOrDefault(steps[0]);
        foreach (var step in steps.Skip(1))
        {
            at = at switch
            {
                JsonArray list when int.TryParse(step, out var index) && index >= 0 && index < list.Count => list[index],
                JsonObject json => json.FirstOrDefault(p => p.Key.Equals(step, StringComparison.OrdinalIgnoreCase)).Value,
                _ => null,
            };
        }

        return at is JsonValue ? at.ToString() : throw SalesforceRefusal.Query("PROCESSING_HALTED", $"Invalid reference specified. No value for {expression} found in {steps[0]}");
    }

    [GeneratedRegex(@"@\{([^}]+)\}")]
    private static partial Regex Mention();
}
