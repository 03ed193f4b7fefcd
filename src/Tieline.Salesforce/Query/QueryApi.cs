using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Tieline.Salesforce.Http;

namespace Tieline.Salesforce;

/// <summary>Records by condition. Rows become any type whose properties are named as the fields; parents and children are nested objects.</summary>
/// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_query.htm">Query</a>.</remarks>
public sealed class QueryApi
{
    /// <summary>An address may have 16,384 bytes; room is left for the host.</summary>
    private const int LongestAddress = 16_000;

    private readonly SalesforcePipeline _pipeline;
    private readonly string _root;

    // The root stands before the resource: tooling/, or nothing.
    internal QueryApi(SalesforcePipeline pipeline, string root = "") => (_pipeline, _root) = (pipeline, root);

    /// <summary>All rows, the next page fetched when it is come to.</summary>
    /// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_query.htm">Query</a>.</remarks>
    public IAsyncEnumerable<T> QueryAsync<T>(Soql soql, CancellationToken cancellationToken) => PagesAsync<T>("Query.Query", Address("query", soql), cancellationToken);

    /// <summary>As <see cref="QueryAsync{T}"/>, also among deleted and archived rows (activities are archived after a year).</summary>
    /// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_queryall.htm">QueryAll</a>.</remarks>
    public IAsyncEnumerable<T> QueryAllAsync<T>(Soql soql, CancellationToken cancellationToken) => PagesAsync<T>("Query.QueryAll", Address("queryAll", soql), cancellationToken);

    /// <summary>All rows of a query of the Tooling API, which knows set-up objects that the others do not.</summary>
    /// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/intro_rest_resources.htm">Tooling API resources</a>.</remarks>
    public async Task<IReadOnlyList<T>> ToolingAsync<T>(Soql soql, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await foreach (var row in PagesAsync<T>("Query.Tooling", Address("tooling/query", soql), cancellationToken).ConfigureAwait(false))
        {
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>All rows in a list. Say LIMIT in the query when there may be many.</summary>
    /// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_query.htm">Query</a>.</remarks>
    public async Task<IReadOnlyList<T>> ListAsync<T>(Soql soql, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await foreach (var row in QueryAsync<T>(soql, cancellationToken).ConfigureAwait(false))
        {
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>The first row, or the default when there is none.</summary>
    /// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_query.htm">Query</a>.</remarks>
    public async Task<T?> FirstOrDefaultAsync<T>(Soql soql, CancellationToken cancellationToken)
    {
        await foreach (var row in QueryAsync<T>(soql, cancellationToken).ConfigureAwait(false))
        {
            return row;
        }

        return default;
    }

    /// <summary>How many rows: of <c>SELECT COUNT() FROM ...</c>, or of the whole result of another query.</summary>
    /// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_count.htm">COUNT()</a>.</remarks>
    public async Task<int> CountAsync(Soql soql, CancellationToken cancellationToken)
    {
        var request = new SalesforceRequest("Query.Count", HttpMethod.Get, Address("query", soql));
        var page = await _pipeline.SendAsync<QueryPage<object>>(request, cancellationToken).ConfigureAwait(false);
        return page.TotalSize;
    }

    private async IAsyncEnumerable<T> PagesAsync<T>(string operation, string address, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (string? next = address; next is not null;)
        {
            var page = await _pipeline.SendAsync<QueryPage<T>>(new SalesforceRequest(operation, HttpMethod.Get, next), cancellationToken).ConfigureAwait(false);
            foreach (var row in page.Records ?? [])
            {
                yield return row;
            }

            next = page.Done ? null : Next(page, next);
        }
    }

    // Rows must not be lost in silence: more rows without a place to get them from is an answer that makes no sense.
    private static string Next<T>(QueryPage<T> page, string current) => page.NextRecordsUrl is { Length: > 0 } next && next != current
        ? next
        : throw new SalesforceException(SalesforceErrorKind.Unavailable, "Salesforce says that a query has more rows, but not where they are.");

    private string Address(string resource, Soql soql)
    {
        ArgumentNullException.ThrowIfNull(soql);
        var address = _root + resource + "?q=" + Uri.EscapeDataString(soql.Text);
        return address.Length <= LongestAddress
            ? address
            : throw new ArgumentException($"The query becomes an address of {address.Length} characters, which Salesforce refuses: ask in parts of at most {LongestAddress}.", nameof(soql));
    }

    private sealed record QueryPage<T>(
        [property: JsonPropertyName("totalSize")] int TotalSize,
        [property: JsonPropertyName("done")] bool Done,
        [property: JsonPropertyName("nextRecordsUrl")] string? NextRecordsUrl,
        [property: JsonPropertyName("records")] IReadOnlyList<T>? Records);
}

/// <summary>Children of a row, as a subquery in the SELECT gives them. Only the first page is there.</summary>
/// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_relationships.htm">Relationship queries</a>.</remarks>
public sealed record Children<T>
{
    /// <summary>How many there are in all.</summary>
    public int TotalSize { get; init; }

    /// <summary>Whether these are all.</summary>
    public bool Done { get; init; }

    /// <summary>The rows.</summary>
    public IReadOnlyList<T> Records { get => field ?? []; init; } = [];
}
