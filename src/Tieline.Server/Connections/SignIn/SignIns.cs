using Tieline.Server.Connections.Connecting;
using Tieline.Server.Connections.Refusals;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Diagnostics;
using Tieline.Server.Lightning;

namespace Tieline.Server.Connections.SignIn;

/// <summary>What a cloud sends the browser back with.</summary>
internal sealed record SignInReturn(string Cloud, string? State, string? Code, string? Error, string? ErrorDescription, string Language);

/// <summary>What the browser shows now.</summary>
/// <param name="Ask">When a question comes first: what opens the door that takes the answer. The outcome's message is the question then.</param>
internal sealed record SignInEnd(SignInOutcome Outcome, Texts Texts, SignInAsk? Ask = null);

/// <param name="Kept">Who signed in, sealed.</param>
/// <param name="Window">The secret of the window that launches a panel. In a question null when a person is asked, empty when the window is.</param>
internal sealed record SignInAsk(string State, string Kept, string? Window = null);

/// <summary>Leads a sign-in from its beginning to a stored consent, or to a sentence that says what to do instead.</summary>
internal sealed partial class SignIns(
    SignInAttempts attempts, Tenants tenants, IEnumerable<ICloudSignIn> clouds, SignInCompletion completion, Consents consents, CloudRefusals refusals, Clock clock, ILogger<SignIns> logger)
{
    public async Task<(Uri Url, string State)> BeginAsync(SignInPurpose purpose, CancellationToken cancellationToken)
    {
        var tenant = await tenants.FindAsync(purpose.TenantId, cancellationToken) ?? throw new InvalidOperationException($"There is no tenant {purpose.TenantId}.");
        var (state, verifier) = await attempts.BeginAsync(purpose, cancellationToken);
        return (Of(purpose.Cloud).AuthorizeUrl(tenant, state, verifier, purpose.LoginHint), state);
    }

    /// <summary>As <see cref="BeginAsync"/>, for a launch; null when so many are under way that no other may begin.</summary>
    public async Task<(Uri Url, string State)?> BeginLaunchAsync(Tenant tenant, SignInPurpose purpose, string? address, CancellationToken cancellationToken)
    {
        if (await attempts.BeginLaunchAsync(purpose, address, cancellationToken) is not var (state, verifier))
        {
            Log.Full(logger, tenant.Id);
            return null;
        }

        return (Of(purpose.Cloud).AuthorizeUrl(tenant, state, verifier, purpose.LoginHint), state);
    }

    /// <summary>The outcome for the page that the browser shows now; also kept for the panel that began it.</summary>
    public async Task<SignInEnd> FinishAsync(SignInReturn come, CancellationToken cancellationToken)
    {
        if (come.State is null || await attempts.TakeAsync(come.State, come.Cloud, cancellationToken) is not { } attempt)
        {
            Log.UnknownState(logger, come.Cloud);
            var texts = Texts.For(come.Language);
            return new SignInEnd(SignInOutcome.Refused(texts["SignInErrUnknown"]), texts);
        }

        var language = Texts.For(attempt.Purpose.Language.Length > 0 ? attempt.Purpose.Language : come.Language);
        var end = await DecideAsync(come, attempt, language, cancellationToken);
        return end.Ask is null ? await EndAsync(come.State, attempt.Purpose, end, cancellationToken) : end;
    }

    /// <summary>The person has answered the question that <see cref="FinishAsync"/> asked.</summary>
    public async Task<SignInEnd> AnswerAsync(SignInAsk asked, bool goOn, string language, CancellationToken cancellationToken)
    {
        if (await attempts.TakeKeptAsync(asked.State, asked.Kept, cancellationToken) is not { } kept
            || await tenants.FindAsync(kept.Purpose.TenantId, cancellationToken) is not { } tenant)
        {
            var unknown = Texts.For(language);
            return new SignInEnd(SignInOutcome.Refused(unknown["SignInErrUnknown"]), unknown);
        }

        var texts = Texts.For(kept.Purpose.Language.Length > 0 ? kept.Purpose.Language : language);
        var isTheirs = !kept.Purpose.IsLaunch || SignInAttempts.Hash(asked.Window ?? "") == kept.Purpose.WindowHash;
        var refusal = !isTheirs ? texts["SignInErrOtherWindow"] : goOn ? null : texts["SignInErrDenied"];
        await (refusal is null ? Task.CompletedTask : consents.GiveBackAsync(tenant, kept.Purpose.Cloud, kept.SignedIn.Tokens, cancellationToken));
        var outcome = refusal is null ? await completion.CompleteAsync(tenant, kept.Purpose, kept.SignedIn, texts, cancellationToken) : SignInOutcome.Refused(refusal);
        return await EndAsync(asked.State, kept.Purpose, new SignInEnd(outcome, texts), cancellationToken);
    }

    private async Task<SignInEnd> EndAsync(string state, SignInPurpose purpose, SignInEnd end, CancellationToken cancellationToken)
    {
        await attempts.EndAsync(state, end.Outcome, cancellationToken);
        await ((SubjectOf(purpose), end.Outcome) switch
        {
            ({ } subject, { IsDone: true }) => LetInAsync(subject, cancellationToken),
            (_, { Refusal: { } refusal }) => NoteAsync(purpose, refusal.Code, refusal.Words, cancellationToken),
            _ => Task.CompletedTask,
        });
        Log.Ended(logger, purpose.Cloud, purpose.TenantId, purpose.AgentId, end.Outcome.Outcome);
        return end;
    }

    private async Task<SignInEnd> DecideAsync(SignInReturn come, SignInAttempt attempt, Texts texts, CancellationToken cancellationToken)
    {
        SignInEnd Refused(string message) => new(SignInOutcome.Refused(message), texts);

        if (attempt.ExpiresAt <= clock.UtcNow)
        {
            return Refused(texts["SignInErrExpired"]);
        }

        if (come.Error is not null || come.Code is null)
        {
            var words = come.ErrorDescription ?? come.Error ?? "no code";
            await NoteAsync(attempt.Purpose, come.Error ?? "", words, cancellationToken);
            return Refused(
                WasDenied(come) ? texts["SignInErrDenied"]
                : RefusalTexts.Of(texts, come.Cloud, come.Error, words) is not null ? RefusalTexts.Whole(texts, come.Cloud, come.Error, words)
                : texts["SignInErrVendor", NameOf(come.Cloud), words]);
        }

        if (await tenants.FindAsync(attempt.Purpose.TenantId, cancellationToken) is not { } tenant)
        {
            return Refused(texts["SignInErrUnknown"]);
        }

        if (tenant.IsLeaving)
        {
            return Refused(texts["SignInErrLeaving"]);
        }

        try
        {
            var signedIn = await Of(come.Cloud).ExchangeAsync(tenant, come.Code, attempt.Verifier, cancellationToken);
            return await completion.QuestionAsync(attempt.Purpose, signedIn, texts, cancellationToken) is { } question
                ? new SignInEnd(
                    SignInOutcome.Waiting with { Message = question }, texts,
                    new SignInAsk(come.State!, attempts.Keep(come.State!, signedIn), attempt.Purpose.IsLaunch ? "" : null))
                : new SignInEnd(await completion.CompleteAsync(tenant, attempt.Purpose, signedIn, texts, cancellationToken), texts);
        }
        catch (CloudSignInException problem)
        {
            Log.Refused(logger, come.Cloud, attempt.Purpose.TenantId, problem.Message);
            await (problem.Given is { } unused ? consents.GiveBackAsync(tenant, come.Cloud, unused, cancellationToken) : Task.CompletedTask);
            await (problem.Refused ? NoteAsync(attempt.Purpose, problem.Code ?? "", problem.Message, cancellationToken) : Task.CompletedTask);
            return Refused(
                !problem.Refused ? RefusalTexts.Whole(texts, come.Cloud, problem)
                : RefusalTexts.Of(texts, come.Cloud, problem.Code, problem.Message) is { } sentence
                    ? texts["SignInErrExplained", NameOf(come.Cloud), sentence, problem.Message]
                    : texts["SignInErrExchange", NameOf(come.Cloud), problem.Message]);
        }
    }

    // The person said no. An administrator's no comes with the same word and another sentence.
    private static bool WasDenied(SignInReturn come) => come.Cloud == Clouds.Webex
        ? WebexRefusals.Read(come.Error, come.ErrorDescription) == WebexRefusal.Denied
        : SalesforceRefusals.Read(come.Error, come.ErrorDescription) == SalesforceRefusal.Denied;

    // Whoever was let in has shown that the cloud takes the integration too.
    private async Task LetInAsync(GrantKey subject, CancellationToken cancellationToken)
    {
        await refusals.ForgetAsync(subject, cancellationToken);
        await (subject.Cloud == Clouds.Webex ? refusals.ForgetAsync(GrantKey.WebexIntegration(subject.TenantId), cancellationToken) : Task.CompletedTask);
    }

    private Task NoteAsync(SignInPurpose purpose, string code, string words, CancellationToken cancellationToken) =>
        SubjectOf(purpose) is { } subject ? refusals.NoteAsync(subject, code, words, cancellationToken) : Task.CompletedTask;

    // Who he is in Webex is not known before he is let in: there the agent's id stands for him. A launch is begun by anybody and speaks for nobody: it notes nothing.
    private static GrantKey? SubjectOf(SignInPurpose purpose) => purpose.IsLaunch ? null : purpose.AgentId is { } agentId
        ? new GrantKey(purpose.TenantId, purpose.Cloud, agentId.ToString("N"))
        : GrantKey.Integration(purpose.TenantId);

    private ICloudSignIn Of(string cloud) => clouds.Single(one => one.Cloud == cloud);

    private static string NameOf(string cloud) => RefusalTexts.NameOf(cloud);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in with {Cloud} came back with a state that is unknown here, used, or made for another cloud")]
        public static partial void UnknownState(ILogger logger, string cloud);

        [LoggerMessage(Level = LogLevel.Warning, Message = "So many launches of tenant {TenantId}, or of one address there, are under way that another was refused. Anybody can begin them: look at your proxy's log for one who does")]
        public static partial void Full(ILogger logger, Guid tenantId);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Cloud} did not accept a sign-in for tenant {TenantId}: {Problem}")]
        public static partial void Refused(ILogger logger, string cloud, Guid tenantId, string problem);

        [LoggerMessage(Level = LogLevel.Information, Message = "Sign-in with {Cloud} for tenant {TenantId}, agent {AgentId}: {Outcome}")]
        public static partial void Ended(ILogger logger, string cloud, Guid tenantId, Guid? agentId, string outcome);
    }
}
