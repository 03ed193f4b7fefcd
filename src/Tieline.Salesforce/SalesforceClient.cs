using Tieline.Salesforce.Http;

namespace Tieline.Salesforce;

/// <summary>
/// The REST API of one Salesforce org, spoken as one user. This class is the table of contents: a property for each group of operations.
/// It holds no connection of its own. Keep one for each user as long as its cached descriptions and usage count are wanted.
/// </summary>
/// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/intro_rest.htm">REST API developer guide</a>.</remarks>
public sealed class SalesforceClient
{
    /// <summary>Speaks through <paramref name="http"/> to the org in <paramref name="options"/> with the tokens of <paramref name="tokens"/>.</summary>
    /// <param name="http">Taken from an <c>IHttpClientFactory</c>; its base address and default headers are not used.</param>
    /// <param name="options">Which org, in which version.</param>
    /// <param name="tokens">Whose name is spoken in.</param>
    public SalesforceClient(HttpClient http, SalesforceOptions options, IAccessTokens tokens)
    {
        var pipeline = new SalesforcePipeline(http, options, tokens);
        Records = new RecordsApi(pipeline);
        Query = new QueryApi(pipeline);
        Search = new SearchApi(pipeline);
        Composite = new CompositeApi(pipeline);
        Describe = new DescribeApi(pipeline);
        Limits = new LimitsApi(pipeline);
        Identity = new IdentityApi(pipeline);
        Tooling = new ToolingApi(pipeline);
    }

    /// <summary>One record at a time: get, create, update, delete, upsert.</summary>
    public RecordsApi Records { get; }

    /// <summary>Records by condition, in SOQL.</summary>
    public QueryApi Query { get; }

    /// <summary>Records by words or phone numbers, in SOSL.</summary>
    public SearchApi Search { get; }

    /// <summary>Many records, or many requests, in one.</summary>
    public CompositeApi Composite { get; }

    /// <summary>What objects and fields the org has, as this user sees them.</summary>
    public DescribeApi Describe { get; }

    /// <summary>How much of its requests the org has used.</summary>
    public LimitsApi Limits { get; }

    /// <summary>Who the user is.</summary>
    public IdentityApi Identity { get; }

    /// <summary>What is set up in the org: components, channels.</summary>
    public ToolingApi Tooling { get; }
}
