using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Tieline.Salesforce.Http;

namespace Tieline.Salesforce;

/// <summary>
/// What objects and fields the org has, as this user sees them. Descriptions are kept and asked for again with If-Modified-Since,
/// so that an unchanged one costs a request but no body.
/// </summary>
/// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_describe.htm">sObject describe</a>.</remarks>
public sealed class DescribeApi
{
    private readonly SalesforcePipeline _pipeline;
    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.OrdinalIgnoreCase);

    internal DescribeApi(SalesforcePipeline pipeline) => _pipeline = pipeline;

    /// <summary>All objects that this user may see.</summary>
    /// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_describeGlobal.htm">Describe global</a>.</remarks>
    public async Task<IReadOnlyList<ObjectSummary>> GlobalAsync(CancellationToken cancellationToken)
    {
        var list = await AskAsync<GlobalReply>("Describe.Global", "sobjects", cancellationToken).ConfigureAwait(false);
        return list.SObjects ?? [];
    }

    /// <summary>One object, or null when there is none of this name for this user.</summary>
    /// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_describe.htm">sObject describe</a>.</remarks>
    public async Task<ObjectDescription?> ObjectAsync(string objectName, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync<ObjectDescription>("Describe.Object", $"sobjects/{SoqlName.Object(objectName)}/describe", cancellationToken).ConfigureAwait(false);
        }
        catch (SalesforceException problem) when (problem.Kind == SalesforceErrorKind.NotFound || problem.ErrorCode == "INVALID_TYPE")
        {
            return null;
        }
    }

    private async Task<T> AskAsync<T>(string operation, string address, CancellationToken cancellationToken)
        where T : class
    {
        var known = _kept.GetValueOrDefault(address);
        var request = new SalesforceRequest(operation, HttpMethod.Get, address)
        {
            Headers = [new("If-Modified-Since", known?.LastModified.UtcDateTime.ToString("r", CultureInfo.InvariantCulture))],
        };
        var answer = await _pipeline.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (answer.Status == HttpStatusCode.NotModified && known is { Value: T unchanged })
        {
            return unchanged;
        }

        var value = answer.Read<T>(request);
        if (answer.LastModified is { } lastModified)
        {
            _kept[address] = new Kept(lastModified, value);
        }

        return value;
    }

    private sealed record Kept(DateTimeOffset LastModified, object Value);

    private sealed record GlobalReply(IReadOnlyList<ObjectSummary>? SObjects);
}
