using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tieline.Salesforce.Http;

namespace Tieline.Salesforce;

/// <summary>One request among several.</summary>
/// <param name="ReferenceId">A name by which later parts and the results refer to it: letters, digits and underscores.</param>
/// <param name="Method">GET, POST, PATCH or DELETE.</param>
/// <param name="Resource">The address below the version, such as <c>sobjects/Task/</c>; may hold references such as <c>@{contact.id}</c>.</param>
/// <param name="Body">What becomes its JSON body; null for none.</param>
/// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/requests_composite.htm">Composite request body</a>.</remarks>
public sealed record CompositePart(string ReferenceId, HttpMethod Method, string Resource, object? Body = null)
{
    internal static JsonObject ToBody(IReadOnlyList<CompositePart> parts, bool allOrNone, SalesforceOptions options) => new()
    {
        ["allOrNone"] = allOrNone,
        ["compositeRequest"] = new JsonArray([.. parts.Select(part => part.ToJson(options))]),
    };

    private JsonObject ToJson(SalesforceOptions options)
    {
        var part = new JsonObject
        {
            ["method"] = Method.Method,
            ["url"] = $"/services/data/v{options.ApiVersion}/{Resource.TrimStart('/')}",
            ["referenceId"] = SoqlName.Object(ReferenceId),
        };
        if (Body is not null)
        {
            part["body"] = JsonSerializer.SerializeToNode(Body, Body.GetType(), SalesforceJson.Options);
        }

        return part;
    }
}

/// <summary>What became of one request among several.</summary>
/// <param name="ReferenceId">Its name.</param>
/// <param name="Status">Its own status.</param>
/// <param name="Body">Its own body; null when it has none.</param>
/// <param name="Errors">What is wrong with it; empty when it succeeded.</param>
public sealed record CompositeResult(string ReferenceId, HttpStatusCode Status, JsonNode? Body, IReadOnlyList<SalesforceError> Errors)
{
    /// <summary>Whether it succeeded.</summary>
    public bool Success => (int)Status is >= 200 and < 300;

    /// <summary>What the failure means; null when it succeeded.</summary>
    public SalesforceErrorKind? Kind { get; init; }

    /// <summary>Its body as a type.</summary>
    public T? As<T>() => Body is null ? default : Body.Deserialize<T>(SalesforceJson.Options);

    internal static CompositeResult From(JsonObject part, bool changes)
    {
        var status = (HttpStatusCode)(part["httpStatusCode"]?.GetValue<int>() ?? 0);
        var body = part["body"];
        var good = (int)status is >= 200 and < 300;
        IReadOnlyList<SalesforceError> errors = good || body is null ? [] : SalesforceErrors.ReadErrors(JsonSerializer.SerializeToUtf8Bytes(body));
        return new CompositeResult(part["referenceId"]?.ToString() ?? "", status, body?.DeepClone(), errors)
        {
            Kind = good ? null : SalesforceErrors.KindOf(status, errors.Count > 0 ? errors[0].ErrorCode : null, changes),
        };
    }
}
