using Tieline.Salesforce;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Connections.SignIn;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Lightning;

namespace Tieline.Server.Tests.Connections.Connecting;

public class RefusalTableTests
{
    [Theory]
    [InlineData("access_denied", "end-user denied authorization", SalesforceRefusal.Denied)]
    [InlineData("invalid_client_id", "client identifier invalid", SalesforceRefusal.WrongKey)]
    [InlineData("invalid_client", "invalid client credentials", SalesforceRefusal.WrongSecret)]
    [InlineData("redirect_uri_mismatch", "redirect_uri must match configuration", SalesforceRefusal.CallbackMissing)]
    [InlineData("invalid_request", "invalid code verifier", SalesforceRefusal.ProofMismatch)]
    [InlineData("invalid_request", "missing required code challenge", SalesforceRefusal.ProofMismatch)]
    [InlineData("invalid_grant", "expired authorization code", SalesforceRefusal.CodeExpired)]
    [InlineData("invalid_scope", "the requested scope is not allowed: api", SalesforceRefusal.MissingScope)]
    [InlineData("OAUTH_APP_BLOCKED", "this app is blocked by admin", SalesforceRefusal.AppBlocked)]
    [InlineData("invalid_app_access", "this app is not installed in the org and is blocked", SalesforceRefusal.AppBlocked)]
    [InlineData("OAUTH_APP_ACCESS_DENIED", "user is not admin approved to access this app", SalesforceRefusal.NotPreAuthorized)]
    [InlineData("invalid_grant", "user hasn't approved this consumer", SalesforceRefusal.NotPreAuthorized)]
    [InlineData("invalid_grant", "inactive user", SalesforceRefusal.UserInactive)]
    [InlineData("invalid_grant", "ip restricted", SalesforceRefusal.IpRestricted)]
    [InlineData("invalid_grant", "ip restricted or invalid login hours", SalesforceRefusal.LoginHours)]
    [InlineData("invalid_grant", "Audience validation failed", SalesforceRefusal.WrongAudience)]
    [InlineData("invalid_grant", "expired assertion", SalesforceRefusal.ClockOrCertificate)]
    [InlineData("invalid_grant", "invalid assertion", SalesforceRefusal.ClockOrCertificate)]
    [InlineData("invalid_grant", "no client credentials user enabled", SalesforceRefusal.NoRunAsUser)]
    [InlineData("invalid_grant", "request not supported on this domain", SalesforceRefusal.NotThisDomain)]
    [InlineData("invalid_grant", "expired access/refresh token", SalesforceRefusal.TokenEnded)]
    [InlineData(null, "The sign-in is no longer accepted: expired access/refresh token", SalesforceRefusal.TokenEnded)]
    [InlineData("API_DISABLED_FOR_ORG", "The REST API is not enabled for this Organization.", SalesforceRefusal.ApiDisabledForOrg)]
    [InlineData("INVALID_SESSION_ID", "This session is not valid for use with the REST API", SalesforceRefusal.ApiDisabledForUser)]
    [InlineData("rate_limit_exceeded", "login rate exceeded", SalesforceRefusal.TooManySignIns)]
    [InlineData("unsupported_grant_type", "grant type not supported", SalesforceRefusal.GrantSwitchedOff)]
    [InlineData("something_new", "of which nobody has heard", SalesforceRefusal.Unknown)]
    [InlineData(null, null, SalesforceRefusal.Unknown)]
    public void Salesforces_words_are_understood(string? code, string? words, object refusal) => Assert.Equal((SalesforceRefusal)refusal, SalesforceRefusals.Read(code, words));

    [Theory]
    [InlineData("webex", null, "The refresh token provided is expired, revoked, malformed, or invalid.", true, RefusalMeaning.ConsentEnded)]
    [InlineData("webex", null, "A personal access token cannot be renewed. Paste a new one.", false, RefusalMeaning.ConsentEnded)]
    [InlineData("webex", null, "The Service App is not authorized for the organization.", true, RefusalMeaning.ConsentEnded)]
    [InlineData("webex", "invalid_grant", "in words that are new", true, RefusalMeaning.ConsentEnded)]
    [InlineData("webex", null, "The client_id or client_secret is invalid.", true, RefusalMeaning.Mendable)]
    [InlineData("webex", null, "Your administrator does not allow this integration.", true, RefusalMeaning.Mendable)]
    [InlineData("webex", null, "Invalid request.", true, RefusalMeaning.Mendable)]
    [InlineData("webex", null, "Webex answered OAuth.Refresh with 403.", false, RefusalMeaning.NotOurs)]
    [InlineData("salesforce", "invalid_grant", "expired access/refresh token", true, RefusalMeaning.ConsentEnded)]
    [InlineData("salesforce", null, "Somebody must sign in as the integration user.", false, RefusalMeaning.ConsentEnded)]
    [InlineData("salesforce", "invalid_client", "invalid client credentials", true, RefusalMeaning.Mendable)]
    [InlineData("salesforce", "invalid_client_id", "client identifier invalid", true, RefusalMeaning.Mendable)]
    [InlineData("salesforce", "invalid_grant", "ip restricted", true, RefusalMeaning.Mendable)]
    [InlineData("salesforce", "invalid_grant", "inactive user", true, RefusalMeaning.Mendable)]
    [InlineData("salesforce", "OAUTH_APP_BLOCKED", "this app is blocked by admin", true, RefusalMeaning.Mendable)]
    [InlineData("salesforce", "something_new", "of which nobody has heard", true, RefusalMeaning.Mendable)]
    [InlineData("salesforce", null, "Salesforce answered OAuth.Refresh with 407.", false, RefusalMeaning.NotOurs)]
    public void Only_a_refusal_of_the_consent_itself_ends_it(string cloud, string? code, string? words, bool isTheirs, object meaning) =>
        Assert.Equal((RefusalMeaning)meaning, RefusalMeanings.Of(cloud, code, words, isTheirs));

    [Theory]
    [InlineData("access_denied", "The user denied the request.", WebexRefusal.Denied)]
    [InlineData("access_denied", "Your administrator does not allow this integration.", WebexRefusal.NotAllowed)]
    [InlineData(null, "The client_id or client_secret is invalid.", WebexRefusal.WrongSecret)]
    [InlineData(null, "The client_id is not that of a registered integration.", WebexRefusal.WrongKey)]
    [InlineData(null, "The redirect_uri does not match one that is registered for the integration.", WebexRefusal.CallbackMissing)]
    [InlineData("invalid_scope", "The scope spark:calls_read is not one of the integration's.", WebexRefusal.MissingScope)]
    [InlineData(null, "The code_verifier does not match the code_challenge.", WebexRefusal.ProofMismatch)]
    [InlineData(null, "The authorization code is expired, used, or was not issued for this client and redirect_uri.", WebexRefusal.CodeExpired)]
    [InlineData(null, "The refresh token provided is expired, revoked, malformed, or invalid.", WebexRefusal.TokenEnded)]
    [InlineData(null, "The Service App is not authorized for the organization.", WebexRefusal.NotAuthorized)]
    [InlineData(null, "The sign-in is no longer accepted: A personal access token cannot be renewed. Paste a new one.", WebexRefusal.PersonalTokenEnded)]
    [InlineData(null, "The request requires a valid access token set in the Authorization request header.", WebexRefusal.TokenRefused)]
    [InlineData(null, "Target user not authorized", WebexRefusal.NoCalling)]
    [InlineData(null, "Something else", WebexRefusal.Unknown)]
    public void Webex_words_are_understood(string? code, string? words, object refusal) => Assert.Equal((WebexRefusal)refusal, WebexRefusals.Read(code, words));

    [Theory]
    [InlineData(SalesforceErrorKind.ApiLimit, "rate_limit_exceeded", "login rate exceeded", "too many sign-ins of this user within an hour")]
    [InlineData(SalesforceErrorKind.ApiLimit, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.", "refused: REQUEST_LIMIT_EXCEEDED: TotalRequests Limit exceeded.")]
    [InlineData(SalesforceErrorKind.Unavailable, null, "Salesforce answered OAuth.Refresh with 502.", "Salesforce did not answer")]
    [InlineData(SalesforceErrorKind.Invalid, "invalid_client", "invalid client credentials", "invalid client credentials")]
    public void A_limit_of_Salesforce_is_told_as_such(SalesforceErrorKind kind, string? code, string words, string told)
    {
        var problem = new CloudSignInException(refused: kind == SalesforceErrorKind.Invalid, words, new SalesforceException(kind, words), code);
        Assert.Contains(told, RefusalTexts.Whole(Texts.For("en"), Clouds.Salesforce, problem), StringComparison.Ordinal);
    }

    [Fact]
    public void A_silent_Webex_is_told_as_such() =>
        Assert.Contains("Webex did not answer", RefusalTexts.Whole(Texts.For("en"), Clouds.Webex, new CloudSignInException(refused: false, "Webex answered 502.")), StringComparison.Ordinal);
}
