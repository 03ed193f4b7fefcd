using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Tieline.WebexSimulator.Http;

/// <summary>A request's JSON object, read strictly: what is not known is refused.</summary>
internal sealed class JsonBody(JsonElement root)
{
    public const double MostSeconds = 400L * 24 * 3600;

    public static readonly JsonBody Empty = new(JsonElement.Parse("{}"));

    public JsonElement Root => root;

    public static async Task<JsonBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var bytes = await LimitedBody.ReadAsync(request, cancellationToken);
        if (bytes.Length == 0)
        {
            return Empty;
        }

        return IsJson(request) ? Parse(bytes) : throw new WebexFailure(415, "Send the body as application/json.");
    }

    public static JsonBody Parse(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { AllowDuplicateProperties = false });
            ReadEveryString(document.RootElement);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new JsonBody(document.RootElement.Clone())
                : throw Malformed();
        }
        catch (Exception mistake) when (mistake is JsonException or InvalidOperationException)
        {
            throw Malformed();
        }
    }

    /// <summary>Refuses any field that is not named here.</summary>
    public JsonBody Only(params ReadOnlySpan<string> known)
    {
        foreach (var field in root.EnumerateObject())
        {
            if (!known.Contains(field.Name))
            {
                throw WebexFailure.BadRequest($"Unrecognized field \"{field.Name}\".");
            }
        }

        return this;
    }

    public string Text(string name) =>
        OptionalText(name) ?? throw WebexFailure.BadRequest($"{name} is required and cannot be empty.");

    public string? OptionalText(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString() is { Length: > 0 } text ? text : null,
        _ => throw WebexFailure.BadRequest($"{name} must be a string."),
    };

    public bool Flag(string name) => OptionalFlag(name) ?? false;

    public bool? OptionalFlag(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw WebexFailure.BadRequest($"{name} must be true or false."),
    };

    public double? OptionalNumber(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value => value.GetDouble(),
        _ => throw WebexFailure.BadRequest($"{name} must be a number."),
    };

    /// <summary>Seconds of the simulator's time: from 0 to 400 days.</summary>
    public double? OptionalSeconds(string name) => Between(name, 0, MostSeconds, "0 and 34560000 (400 days)");

    /// <summary>A whole number that is not negative.</summary>
    public int? OptionalCount(string name) => Between(name, 0, 1_000_000_000, "0 and 1000000000") is { } number
        ? number == Math.Truncate(number) ? (int)number : throw WebexFailure.BadRequest($"{name} must be a whole number.")
        : null;

    public double? Between(string name, double least, double most, string words) => OptionalNumber(name) switch
    {
        null => null,
        { } number when number >= least && number <= most => number,
        _ => throw WebexFailure.BadRequest($"{name} must lie between {words}."),
    };

    public JsonBody? OptionalObject(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } value => new JsonBody(value),
        _ => throw WebexFailure.BadRequest($"{name} must be an object."),
    };

    public JsonElement[]? OptionalItems(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Array } value => [.. value.EnumerateArray()],
        _ => throw WebexFailure.BadRequest($"{name} must be a list."),
    };

    public string[]? OptionalTexts(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Array } value => [.. value.EnumerateArray().Select(item =>
            item.ValueKind == JsonValueKind.String ? item.GetString()! : throw WebexFailure.BadRequest($"{name} must hold strings."))],
        _ => throw WebexFailure.BadRequest($"{name} must be a list."),
    };

    public JsonBody[]? OptionalObjects(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Array } value => [.. value.EnumerateArray().Select(item =>
            item.ValueKind == JsonValueKind.Object ? new JsonBody(item) : throw WebexFailure.BadRequest($"{name} must hold objects."))],
        _ => throw WebexFailure.BadRequest($"{name} must be a list."),
    };

    /// <summary>One of the words given, or null when the field is absent.</summary>
    public string? OptionalWord(string name, params ReadOnlySpan<string> words)
    {
        var text = OptionalText(name);
        return text is null || words.Contains(text) ? text : throw WebexFailure.BadRequest($"{name} must be one of: {string.Join(", ", words!)}.");
    }

    public bool Has(string name) => root.TryGetProperty(name, out _);

    // Broken UTF-8 and halves of surrogate pairs come to light only when a string is read.
    private static void ReadEveryString(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    ReadEveryString(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var field in element.EnumerateObject())
                {
                    _ = field.Name;
                    ReadEveryString(field.Value);
                }

                break;
        }
    }

    /// <summary>A partial change may say that it is a patch; it is read as plain JSON all the same.</summary>
    private static bool IsJson(HttpRequest request) => MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (request.Method == "PATCH" && type.MediaType.Equals("application/json-patch+json", StringComparison.OrdinalIgnoreCase)));

    private JsonElement? Find(string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static WebexFailure Malformed() =>
        WebexFailure.BadRequest("The request could not be understood by the server due to malformed syntax.");
}
