using Tieline.Salesforce;
using Tieline.Webex;

namespace Tieline.Server.Connections.Tokens;

/// <summary>Speaks to the Webex client in its own words.</summary>
internal sealed class WebexAccessTokens(AccessTokenSource source) : Tieline.Webex.IAccessTokens
{
    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await source.GetAsync(cancellationToken);
        }
        catch (NoTokenException problem)
        {
            throw Translated(problem);
        }
    }

    public async ValueTask<string> RefreshAsync(string refusedToken, CancellationToken cancellationToken)
    {
        try
        {
            return await source.RefreshAsync(refusedToken, cancellationToken);
        }
        catch (NoTokenException problem)
        {
            throw Translated(problem);
        }
    }

    private static WebexException Translated(NoTokenException problem) =>
        new(problem.SignInNeeded ? WebexErrorKind.Unauthorized : WebexErrorKind.Unavailable, problem.Message, problem);
}

/// <summary>Speaks to the Salesforce client in its own words.</summary>
internal sealed class SalesforceAccessTokens(AccessTokenSource source) : Tieline.Salesforce.IAccessTokens
{
    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await source.GetAsync(cancellationToken);
        }
        catch (NoTokenException problem)
        {
            throw Translated(problem);
        }
    }

    public async ValueTask<string> RefreshAsync(string refusedToken, CancellationToken cancellationToken)
    {
        try
        {
            return await source.RefreshAsync(refusedToken, cancellationToken);
        }
        catch (NoTokenException problem)
        {
            throw Translated(problem);
        }
    }

    private static SalesforceException Translated(NoTokenException problem) =>
        new(problem.SignInNeeded ? SalesforceErrorKind.SessionExpired : SalesforceErrorKind.Unavailable, problem.Message, problem);
}
