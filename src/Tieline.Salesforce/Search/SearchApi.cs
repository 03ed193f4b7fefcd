using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Tieline.Salesforce.Http;

namespace Tieline.Salesforce;

/// <summary>Records by words or phone numbers, over several objects at once, as far as the user may see them.</summary>
/// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_search.htm">Search</a>.</remarks>
public sealed class SearchApi
{
    private readonly SalesforcePipeline _pipeline;

    internal SearchApi(SalesforcePipeline pipeline) => _pipeline = pipeline;

    /// <summary>What the search finds, the objects mixed, the best first within each.</summary>
    /// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_search.htm">Search</a>.</remarks>
    public async Task<IReadOnlyList<FoundRecord>> FindAsync(Sosl sosl, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sosl);
        var request = new SalesforceRequest("Search.Find", HttpMethod.Get, "search?q=" + Uri.EscapeDataString(sosl.Text));
        var reply = await _pipeline.SendAsync<SearchReply>(request, cancellationToken).ConfigureAwait(false);
        return [.. (reply.SearchRecords ?? []).Select(FoundRecord.From)];
    }

    private sealed record SearchReply([property: JsonPropertyName("searchRecords")] IReadOnlyList<JsonObject>? SearchRecords);
}

/// <summary>A record that a search found.</summary>
/// <param name="Type">API name of its object.</param>
/// <param name="Id">Its id; empty when the search did not ask for it.</param>
/// <param name="Fields">The fields asked for.</param>
public sealed record FoundRecord(string Type, string Id, JsonObject Fields)
{
    /// <summary>A field's text, or null. A field of a parent is named with dots: <c>Account.Name</c>.</summary>
    public string? Text(string field)
    {
        JsonNode? node = Fields;
        foreach (var name in field.Split('.'))
        {
            node = (node as JsonObject)?[name];
        }

        return node is JsonValue value ? value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString() : null;
    }

    /// <summary>The fields as a type whose properties are named so.</summary>
    public T? As<T>() => Fields.Deserialize<T>(SalesforceJson.Options);

    internal static FoundRecord From(JsonObject row) =>
        new(row["attributes"]?["type"]?.ToString() ?? "", row["Id"]?.ToString() ?? "", row);
}
