using System.Text.Json;
using System.Text.Json.Serialization;
using Tieline.Salesforce.Http;

namespace Tieline.Salesforce;

/// <summary>What became of one record among many.</summary>
/// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections.htm">sObject collections</a>.</remarks>
[JsonConverter(typeof(SaveResultConverter))]
public sealed record SaveResult
{
    /// <summary>The record's id; null when it was refused.</summary>
    public string? Id { get; init; }

    /// <summary>Whether it was saved.</summary>
    public bool Success { get; init; }

    /// <summary>For an upsert, whether it was created; of no meaning when it was refused.</summary>
    public bool? Created { get; init; }

    /// <summary>Why it was refused.</summary>
    public IReadOnlyList<SalesforceError> Errors { get; init; } = [];

    /// <summary>What the refusal means; null when it was saved.</summary>
    public SalesforceErrorKind? Kind => Success ? null : SalesforceErrors.KindOf(null, Errors.Count > 0 ? Errors[0].ErrorCode : null, changes: false);
}

/// <summary>What an upsert did.</summary>
/// <param name="Id">The record's id; null where the org's version does not tell it for updates.</param>
/// <param name="Created">Whether it was created.</param>
public sealed record UpsertResult(string? Id, bool Created);

/// <summary>Errors of many records say <c>statusCode</c> where those of one say <c>errorCode</c>; both are read.</summary>
internal sealed class SaveResultConverter : JsonConverter<SaveResult>
{
    public override SaveResult Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("success", out var success))
        {
            throw new JsonException("Not the result of a save.");
        }

        return new SaveResult
        {
            Id = root.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null,
            Success = success.ValueKind == JsonValueKind.True,
            Created = root.TryGetProperty("created", out var created) && created.ValueKind is JsonValueKind.True or JsonValueKind.False ? created.GetBoolean() : null,
            Errors = root.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array
                ? [.. errors.EnumerateArray().Select(SalesforceErrors.ReadError).OfType<SalesforceError>()]
                : [],
        };
    }

    public override void Write(Utf8JsonWriter writer, SaveResult value, JsonSerializerOptions options) =>
        throw new NotSupportedException("A result is read, never sent.");
}
