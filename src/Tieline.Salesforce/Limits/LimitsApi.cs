using Tieline.Salesforce.Http;

namespace Tieline.Salesforce;

/// <summary>How much of what it may use the org has used.</summary>
/// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_limits.htm">Limits</a>.</remarks>
public sealed class LimitsApi
{
    private readonly SalesforcePipeline _pipeline;

    internal LimitsApi(SalesforcePipeline pipeline) => _pipeline = pipeline;

    /// <summary>The org's requests of the last 24 hours as the latest answer told them, at no cost; null before the first answer.</summary>
    public ApiUsage? LastUsage => _pipeline.LastUsage;

    /// <summary>All limits by name, such as <c>DailyApiRequests</c>.</summary>
    /// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_limits.htm">Limits</a>.</remarks>
    public async Task<IReadOnlyDictionary<string, Limit>> GetAsync(CancellationToken cancellationToken) =>
        await _pipeline.SendAsync<Dictionary<string, Limit>>(new SalesforceRequest("Limits.Get", HttpMethod.Get, "limits"), cancellationToken).ConfigureAwait(false);
}

/// <summary>One limit.</summary>
/// <param name="Max">How much in all.</param>
/// <param name="Remaining">How much is left.</param>
public sealed record Limit(long Max, long Remaining);
