using Tieline.Server.Connections.Tokens;
using Tieline.Server.Diagnostics;
using Tieline.Server.Lightning;

namespace Tieline.Server.Connections.SignIn;

/// <summary>What a cloud sends the browser back with.</summary>
internal sealed record SignInReturn(string Cloud, string? State, string? Code, string? Error, string? ErrorDescription, string Language);

/// <summary>Leads a sign-in from its beginning to a stored consent, or to a sentence that says what to do instead.</summary>
internal sealed partial class SignIns(
    SignInAttempts attempts, Tenants tenants, IEnumerable<ICloudSignIn> clouds, SignInCompletion completion, Clock clock, ILogger<SignIns> logger)
{
    public async Task<(Uri Url, string State)> BeginAsync(SignInPurpose purpose, CancellationToken cancellationToken)
    {
        var tenant = await tenants.FindAsync(purpose.TenantId, cancellationToken) ?? throw new InvalidOperationException($"There is no tenant {purpose.TenantId}.");
        var (state, verifier) = await attempts.BeginAsync(purpose, cancellationToken);
        return (Of(purpose.Cloud).AuthorizeUrl(tenant, state, verifier, purpose.LoginHint), state);
    }

    /// <summary>The outcome for the page that the browser shows now; also kept for the panel that began it.</summary>
    public async Task<(SignInOutcome Outcome, Texts Texts)> FinishAsync(SignInReturn come, CancellationToken cancellationToken)
    {
        if (come.State is null || await attempts.TakeAsync(come.State, come.Cloud, cancellationToken) is not { } attempt)
        {
            Log.UnknownState(logger, come.Cloud);
            var texts = Texts.For(come.Language);
            return (SignInOutcome.Refused(texts["SignInErrUnknown"]), texts);
        }

        var language = Texts.For(attempt.Purpose.Language.Length > 0 ? attempt.Purpose.Language : come.Language);
        var outcome = await DecideAsync(come, attempt, language, cancellationToken);
        await attempts.EndAsync(come.State, outcome, cancellationToken);
        Log.Ended(logger, come.Cloud, attempt.Purpose.TenantId, attempt.Purpose.AgentId, outcome.Outcome);
        return (outcome, language);
    }

    private async Task<SignInOutcome> DecideAsync(SignInReturn come, SignInAttempt attempt, Texts texts, CancellationToken cancellationToken)
    {
        if (attempt.ExpiresAt <= clock.UtcNow)
        {
            return SignInOutcome.Refused(texts["SignInErrExpired"]);
        }

        if (come.Error is not null || come.Code is null)
        {
            var words = come.ErrorDescription ?? come.Error ?? "no code";
            return SignInOutcome.Refused(come.Error == "access_denied" ? texts["SignInErrDenied"] : texts["SignInErrVendor", NameOf(come.Cloud), words]);
        }

        if (await tenants.FindAsync(attempt.Purpose.TenantId, cancellationToken) is not { } tenant)
        {
            return SignInOutcome.Refused(texts["SignInErrUnknown"]);
        }

        try
        {
            var signedIn = await Of(come.Cloud).ExchangeAsync(tenant, come.Code, attempt.Verifier, cancellationToken);
            return await completion.CompleteAsync(tenant, attempt.Purpose, signedIn, texts, cancellationToken);
        }
        catch (CloudSignInException problem)
        {
            Log.Refused(logger, come.Cloud, attempt.Purpose.TenantId, problem.Message);
            return SignInOutcome.Refused(problem.Refused ? texts["SignInErrExchange", NameOf(come.Cloud), problem.Message] : texts["SignInErrNoAnswer", NameOf(come.Cloud)]);
        }
    }

    private ICloudSignIn Of(string cloud) => clouds.Single(one => one.Cloud == cloud);

    private static string NameOf(string cloud) => cloud == Clouds.Webex ? "Webex" : "Salesforce";

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in with {Cloud} came back with a state that is unknown here, used, or made for another cloud")]
        public static partial void UnknownState(ILogger logger, string cloud);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Cloud} did not accept a sign-in for tenant {TenantId}: {Problem}")]
        public static partial void Refused(ILogger logger, string cloud, Guid tenantId, string problem);

        [LoggerMessage(Level = LogLevel.Information, Message = "Sign-in with {Cloud} for tenant {TenantId}, agent {AgentId}: {Outcome}")]
        public static partial void Ended(ILogger logger, string cloud, Guid tenantId, Guid? agentId, string outcome);
    }
}
