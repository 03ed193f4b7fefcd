using Tieline.Salesforce.Http;

namespace Tieline.Salesforce;

/// <summary>The org's set-up as rows: components, channels and what depends on what.</summary>
/// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/intro_rest_resources.htm">Tooling API</a>.</remarks>
public sealed class ToolingApi
{
    private readonly SalesforcePipeline _pipeline;
    private readonly QueryApi _query;

    internal ToolingApi(SalesforcePipeline pipeline) => (_pipeline, _query) = (pipeline, new QueryApi(pipeline, "tooling/"));

    /// <summary>All rows of a query over set-up objects.</summary>
    /// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/intro_rest_resources.htm">REST resources</a>.</remarks>
    public Task<IReadOnlyList<T>> ListAsync<T>(Soql soql, CancellationToken cancellationToken) => _query.ListAsync<T>(soql, cancellationToken);

    /// <summary>Deletes a row.</summary>
    /// <returns>False when it was not there.</returns>
    /// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/intro_rest_resources.htm">REST resources</a>.</remarks>
    public async Task<bool> DeleteAsync(string objectName, string id, CancellationToken cancellationToken)
    {
        try
        {
            var request = new SalesforceRequest("Tooling.Delete", HttpMethod.Delete, $"tooling/sobjects/{SoqlName.Object(objectName)}/{RecordId.Parse(id)}");
            await _pipeline.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (SalesforceException problem) when (problem.Kind == SalesforceErrorKind.NotFound)
        {
            return false;
        }
    }
}
