using System.Text.Json.Nodes;
using Tieline.Salesforce.Http;

namespace Tieline.Salesforce;

/// <summary>Many records, or many requests, in one: each counts as one against the org's limit.</summary>
/// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite.htm">Composite resources</a>.</remarks>
public sealed class CompositeApi
{
    /// <summary>At most so many records in one request.</summary>
    public const int MostRecords = 200;

    /// <summary>At most so many requests in one.</summary>
    public const int MostRequests = 25;

    private readonly SalesforcePipeline _pipeline;

    internal CompositeApi(SalesforcePipeline pipeline) => _pipeline = pipeline;

    /// <summary>Creates up to 200 records; one result each, in order. Rows may fail though the request succeeds.</summary>
    /// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections_create.htm">Create records</a>.</remarks>
    public Task<IReadOnlyList<SaveResult>> CreateAsync(IReadOnlyList<RecordRow> rows, bool allOrNone, WriteOptions? write, CancellationToken cancellationToken) =>
        SaveAsync("Composite.Create", HttpMethod.Post, "composite/sobjects", rows, allOrNone, write, cancellationToken);

    /// <summary>Changes up to 200 records, each with its <see cref="RecordRow.Id"/>.</summary>
    /// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections_update.htm">Update records</a>.</remarks>
    public Task<IReadOnlyList<SaveResult>> UpdateAsync(IReadOnlyList<RecordRow> rows, bool allOrNone, WriteOptions? write, CancellationToken cancellationToken) =>
        rows.Any(row => row.Id is null)
            ? throw new ArgumentException("To update records, each needs its id.", nameof(rows))
            : SaveAsync("Composite.Update", HttpMethod.Patch, "composite/sobjects", rows, allOrNone, write, cancellationToken);

    /// <summary>Changes or creates up to 200 records of one object by an external id field, whose value stands among each row's fields.</summary>
    /// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections_upsert.htm">Upsert records</a>.</remarks>
    public Task<IReadOnlyList<SaveResult>> UpsertAsync(
        string objectName, string externalIdField, IReadOnlyList<RecordRow> rows, bool allOrNone, WriteOptions? write, CancellationToken cancellationToken) =>
        SaveAsync(
            "Composite.Upsert",
            HttpMethod.Patch,
            $"composite/sobjects/{SoqlName.Object(objectName)}/{SoqlName.Object(externalIdField)}",
            rows,
            allOrNone,
            write,
            cancellationToken);

    /// <summary>Deletes up to 200 records.</summary>
    /// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections_delete.htm">Delete records</a>.</remarks>
    public Task<IReadOnlyList<SaveResult>> DeleteAsync(IReadOnlyList<string> ids, bool allOrNone, CancellationToken cancellationToken)
    {
        CheckCount(ids.Count, MostRecords, nameof(ids));
        var list = string.Join(',', ids.Select(id => RecordId.Parse(id).Value));
        var address = $"composite/sobjects?ids={list}&allOrNone={(allOrNone ? "true" : "false")}";
        return _pipeline.SendAsync<IReadOnlyList<SaveResult>>(new SalesforceRequest("Composite.Delete", HttpMethod.Delete, address), cancellationToken);
    }

    /// <summary>Gets up to 200 records of one object; null in the place of each that is not there or not visible.</summary>
    /// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections_retrieve.htm">Get records</a>.</remarks>
    public Task<IReadOnlyList<T?>> RetrieveAsync<T>(string objectName, IReadOnlyList<string> ids, IReadOnlyList<string> fields, CancellationToken cancellationToken)
        where T : class
    {
        CheckCount(ids.Count, MostRecords, nameof(ids));
        var body = new
        {
            ids = ids.Select(id => RecordId.Parse(id).Value).ToArray(),
            fields = fields.Select(field => new SoqlName(field).Value).ToArray(),
        };
        var request = new SalesforceRequest("Composite.Retrieve", HttpMethod.Post, "composite/sobjects/" + SoqlName.Object(objectName), body) { Changes = false };
        return _pipeline.SendAsync<IReadOnlyList<T?>>(request, cancellationToken);
    }

    /// <summary>Sends up to 25 requests in one, of which later ones may use results of earlier ones (<c>@{contact.id}</c>).</summary>
    /// <param name="parts">The requests, in order.</param>
    /// <param name="allOrNone">Undo all when one fails.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_composite.htm">Composite</a>.</remarks>
    public async Task<IReadOnlyList<CompositeResult>> SendAsync(IReadOnlyList<CompositePart> parts, bool allOrNone, CancellationToken cancellationToken)
    {
        CheckCount(parts.Count, MostRequests, nameof(parts));
        var request = new SalesforceRequest("Composite.Send", HttpMethod.Post, "composite", CompositePart.ToBody(parts, allOrNone, _pipeline.Options))
        {
            Changes = parts.Any(part => part.Method != HttpMethod.Get),
        };
        var reply = await _pipeline.SendAsync<CompositeReply>(request, cancellationToken).ConfigureAwait(false);
        return reply.CompositeResponse is { } results && results.Count == parts.Count
            ? [.. results.Zip(parts, (result, part) => CompositeResult.From(result, part.Method != HttpMethod.Get))]
            : throw new SalesforceException(
                request.Changes ? SalesforceErrorKind.Unsure : SalesforceErrorKind.Unavailable,
                $"Salesforce answered {parts.Count} requests with {reply.CompositeResponse?.Count ?? 0} results.");
    }

    private Task<IReadOnlyList<SaveResult>> SaveAsync(
        string operation, HttpMethod method, string address, IReadOnlyList<RecordRow> rows, bool allOrNone, WriteOptions? write, CancellationToken cancellationToken)
    {
        CheckCount(rows.Count, MostRecords, nameof(rows));
        var body = new JsonObject { ["allOrNone"] = allOrNone, ["records"] = new JsonArray([.. rows.Select(row => row.ToJson())]) };
        var request = new SalesforceRequest(operation, method, address, body) { Headers = write?.ToHeaders() ?? [] };
        return _pipeline.SendAsync<IReadOnlyList<SaveResult>>(request, cancellationToken);
    }

    private static void CheckCount(int count, int most, string name)
    {
        if (count < 1 || count > most)
        {
            throw new ArgumentException($"One request takes 1 to {most}, not {count}.", name);
        }
    }

    private sealed record CompositeReply(IReadOnlyList<JsonObject>? CompositeResponse);
}
