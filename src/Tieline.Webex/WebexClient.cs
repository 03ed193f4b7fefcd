using Tieline.Webex.Http;

namespace Tieline.Webex;

/// <summary>
/// The Webex REST API, spoken as one identity. This class is the table of contents: a property for each group of operations.
/// It holds no connection of its own and may be made anew for each use; make one for each person whose tokens are used.
/// </summary>
/// <remarks>See <a href="https://developer.webex.com/docs/getting-started">Webex for developers</a>.</remarks>
public sealed class WebexClient
{
    /// <summary>Speaks through <paramref name="http"/> to the host in <paramref name="options"/> with the tokens of <paramref name="tokens"/>.</summary>
    /// <param name="http">Taken from an <c>IHttpClientFactory</c>; its base address and default headers are not used.</param>
    /// <param name="options">Where the API lies and how long an answer may take.</param>
    /// <param name="tokens">Whose name is spoken in.</param>
    public WebexClient(HttpClient http, WebexOptions options, IAccessTokens tokens)
    {
        var pipeline = new WebexPipeline(http, options, tokens);
        People = new PeopleApi(pipeline);
        Webhooks = new WebhooksApi(pipeline);
        Calls = new CallsApi(pipeline);
        MemberCalls = new MemberCallsApi(pipeline);
        AnswerEndpoints = new AnswerEndpointsApi(pipeline);
        Authorizations = new AuthorizationsApi(pipeline);
        Licenses = new LicensesApi(pipeline);
    }

    /// <summary>Who someone is: the token's own person, search by e-mail or name.</summary>
    public PeopleApi People { get; }

    /// <summary>What the cloud tells us by itself: making, listing, mending and removing webhooks.</summary>
    public WebhooksApi Webhooks { get; }

    /// <summary>Call control in the name of the person whose token is used.</summary>
    public CallsApi Calls { get; }

    /// <summary>The small part of call control that a Service App may use for a member of its organization.</summary>
    public MemberCallsApi MemberCalls { get; }

    /// <summary>The devices and apps on which a person can take a call.</summary>
    public AnswerEndpointsApi AnswerEndpoints { get; }

    /// <summary>What was let in with the token that is used.</summary>
    public AuthorizationsApi Authorizations { get; }

    /// <summary>What the organization has bought; for its administrators.</summary>
    public LicensesApi Licenses { get; }
}
