using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Tieline.Salesforce.Http;

namespace Tieline.Salesforce;

/// <summary>
/// One record at a time. Bodies are fields by their API name: an <c>IReadOnlyDictionary&lt;string, object?&gt;</c>, a <see cref="JsonObject"/>, or a
/// type whose properties are named so; a null value empties the field.
/// </summary>
/// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_basic_info.htm">sObject resources</a>.</remarks>
public sealed class RecordsApi
{
    private readonly SalesforcePipeline _pipeline;

    internal RecordsApi(SalesforcePipeline pipeline) => _pipeline = pipeline;

    /// <summary>One record, or the default when it is not there, deleted, or not visible for this user.</summary>
    /// <param name="objectName">API name, such as <c>Contact</c>.</param>
    /// <param name="id">15 or 18 characters.</param>
    /// <param name="fields">Which fields; null for all that the user may read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_retrieve_get.htm">Get a record</a>.</remarks>
    public async Task<T?> GetAsync<T>(string objectName, string id, IReadOnlyList<string>? fields, CancellationToken cancellationToken)
    {
        var address = Row(objectName, id) + (fields is { Count: > 0 } ? "?fields=" + SoqlName.List(fields) : "");
        try
        {
            return await _pipeline.SendAsync<T>(new SalesforceRequest("Records.Get", HttpMethod.Get, address), cancellationToken).ConfigureAwait(false);
        }
        catch (SalesforceException problem) when (problem.Kind == SalesforceErrorKind.NotFound)
        {
            return default;
        }
    }

    /// <summary>Creates a record and gives its id (18 characters).</summary>
    /// <param name="objectName">API name, such as <c>Task</c>.</param>
    /// <param name="fields">Its fields by API name.</param>
    /// <param name="write">How; null for the usual way.</param>
    /// <param name="cancellationToken">Gives up waiting; the record may be made nevertheless.</param>
    /// <exception cref="SalesforceException">Of kind <see cref="SalesforceErrorKind.Unsure"/> when the answer was lost: the record may be there, or may appear minutes later.</exception>
    /// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_sobject_create.htm">Create a record</a>.</remarks>
    public async Task<string> CreateAsync(string objectName, object fields, WriteOptions? write, CancellationToken cancellationToken)
    {
        var request = Write("Records.Create", HttpMethod.Post, $"sobjects/{SoqlName.Object(objectName)}/", fields, write);
        var result = await _pipeline.SendAsync<SaveResult>(request, cancellationToken).ConfigureAwait(false);
        return result.Id ?? throw Unreadable(request);
    }

    /// <summary>Changes the given fields of a record.</summary>
    /// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_update_fields.htm">Update a record</a>.</remarks>
    public Task UpdateAsync(string objectName, string id, object fields, WriteOptions? write, CancellationToken cancellationToken) =>
        _pipeline.SendAsync(Write("Records.Update", HttpMethod.Patch, Row(objectName, id), fields, write), cancellationToken);

    /// <summary>Deletes a record.</summary>
    /// <returns>False when it was not there.</returns>
    /// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_delete_record.htm">Delete a record</a>.</remarks>
    public async Task<bool> DeleteAsync(string objectName, string id, CancellationToken cancellationToken)
    {
        try
        {
            await _pipeline.SendAsync(new SalesforceRequest("Records.Delete", HttpMethod.Delete, Row(objectName, id)), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (SalesforceException problem) when (problem.Kind == SalesforceErrorKind.NotFound)
        {
            return false;
        }
    }

    /// <summary>Changes the record whose external id field has this value, or creates it. Safe to repeat where the field is unique.</summary>
    /// <param name="objectName">API name.</param>
    /// <param name="externalIdField">API name of a field that describe calls <c>externalId</c> or <c>idLookup</c>.</param>
    /// <param name="externalId">Its value, not empty.</param>
    /// <param name="fields">The other fields; the external id must not be among them.</param>
    /// <param name="write">How; null for the usual way.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="SalesforceException">Of kind <see cref="SalesforceErrorKind.Duplicate"/> when several records have this value.</exception>
    /// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_upsert.htm">Upsert a record</a>.</remarks>
    public async Task<UpsertResult> UpsertAsync(
        string objectName, string externalIdField, string externalId, object fields, WriteOptions? write, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(externalId);
        var address = $"sobjects/{SoqlName.Object(objectName)}/{SoqlName.Object(externalIdField)}/{Uri.EscapeDataString(externalId)}";
        var request = Write("Records.Upsert", HttpMethod.Patch, address, fields, write);
        var answer = await _pipeline.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (answer.Body.Length == 0)
        {
            return new UpsertResult(null, answer.Status == HttpStatusCode.Created);
        }

        var result = answer.Read<SaveResult>(request);
        return new UpsertResult(result.Id, result.Created ?? answer.Status == HttpStatusCode.Created);
    }

    private static SalesforceRequest Write(string operation, HttpMethod method, string address, object fields, WriteOptions? write)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return new SalesforceRequest(operation, method, address, fields) { Headers = write?.ToHeaders() ?? [] };
    }

    private static string Row(string objectName, string id) => $"sobjects/{SoqlName.Object(objectName)}/{RecordId.Parse(id)}";

    private static SalesforceException Unreadable(SalesforceRequest request) =>
        new(SalesforceErrorKind.Unsure, $"Salesforce answered {request.Operation} without the record's id.");
}

/// <summary>How a change is made.</summary>
/// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/headers.htm">Headers</a>.</remarks>
public sealed record WriteOptions
{
    /// <summary>Save although a duplicate rule that only warns has matched.</summary>
    public bool AllowDuplicates { get; init; }

    /// <summary>Whether assignment rules run for leads and cases; null leaves it to the org (they run).</summary>
    public bool? AutoAssign { get; init; }

    /// <summary>Refuse with <see cref="SalesforceErrorKind.Conflict"/> when the record was changed after this moment; to the second.</summary>
    public DateTimeOffset? IfUnmodifiedSince { get; init; }

    internal IReadOnlyList<KeyValuePair<string, string?>> ToHeaders() =>
    [
        new("Sforce-Duplicate-Rule-Header", AllowDuplicates ? "allowSave=true" : null),
        new("Sforce-Auto-Assign", AutoAssign switch { true => "TRUE", false => "FALSE", null => null }),
        new("If-Unmodified-Since", IfUnmodifiedSince?.UtcDateTime.ToString("r", CultureInfo.InvariantCulture)),
    ];
}
