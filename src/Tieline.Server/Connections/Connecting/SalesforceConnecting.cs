using Tieline.Server.Audit;
using Tieline.Server.Connections.Refusals;
using Tieline.Server.Connections.SignIn;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Lightning;

namespace Tieline.Server.Connections.Connecting;

/// <summary>Connects a tenant's integration user with his org, in whichever way the tenant is set to.</summary>
internal sealed class SalesforceConnecting(
    Tenants tenants, SignIns signIns, SignInAttempts attempts, SalesforceSignIn salesforce, SignInCompletion completion, CloudRefusals refusals, IHttpClientFactory http)
{
    /// <summary>Begins a sign-in in the browser. What Salesforce would refuse on its own page is told here, before anybody is sent there.</summary>
    public async Task<SignInBegun> BeginAsync(Guid tenantId, Actor who, Texts say, CancellationToken cancellationToken)
    {
        var (url, state) = await signIns.BeginAsync(PurposeOf(tenantId, who, say), cancellationToken);
        try
        {
            if (await Preflight.RefusalAsync(http.CreateClient(Clouds.Salesforce), url, cancellationToken) is { } refusal)
            {
                var sentence = RefusalTexts.Whole(say, Clouds.Salesforce, refusal.Code, refusal.Words);
                await attempts.EndAsync(state, SignInOutcome.Refused(sentence), cancellationToken);
                await refusals.NoteAsync(GrantKey.Integration(tenantId), refusal.Code ?? "", refusal.Words, cancellationToken);
                return new SignInBegun(url, state, sentence);
            }
        }
        catch (Exception problem) when (problem is HttpRequestException || (problem is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new SignInBegun(url, state, null); // The administrator's browser may reach it although this server cannot; the exchange will tell.
        }

        return new SignInBegun(url, state, null);
    }

    /// <summary>What became of a sign-in that an administrator began; null when he began none with this state.</summary>
    public Task<SignInOutcome?> OutcomeAsync(Guid tenantId, string state, CancellationToken cancellationToken) =>
        attempts.OutcomeAsync(tenantId, null, state, cancellationToken);

    /// <summary>The server signs in by itself and keeps the session. For the two ways that need nobody.</summary>
    public async Task<SignInOutcome> ConnectAsync(Guid tenantId, Actor who, Texts say, CancellationToken cancellationToken)
    {
        if (await tenants.FindAsync(tenantId, cancellationToken) is not { } tenant)
        {
            return SignInOutcome.Refused(say["SignInErrUnknown"]);
        }

        if (tenant.IsLeaving)
        {
            return SignInOutcome.Refused(say["SignInErrLeaving"]);
        }

        var outcome = await TryAsync(tenant, who, say, cancellationToken);
        await (outcome.Refusal is { } refusal ? refusals.NoteAsync(GrantKey.Integration(tenantId), refusal.Code, refusal.Words, cancellationToken) : Task.CompletedTask);
        return outcome;
    }

    private static SignInPurpose PurposeOf(Guid tenantId, Actor who, Texts say) => new(tenantId, Clouds.Salesforce, null, "", say.Culture.Name, null) { Who = who };

    private async Task<SignInOutcome> TryAsync(Tenant tenant, Actor who, Texts say, CancellationToken cancellationToken)
    {
        try
        {
            var signedIn = await salesforce.ConnectAsync(tenant, cancellationToken);
            return await completion.CompleteAsync(tenant, PurposeOf(tenant.Id, who, say), signedIn, say, cancellationToken);
        }
        catch (CloudSignInException problem)
        {
            var outcome = SignInOutcome.Refused(RefusalTexts.Whole(say, Clouds.Salesforce, problem));
            return problem.Refused ? outcome with { Refusal = (problem.Code ?? "", problem.Message) } : outcome;
        }
    }
}

/// <param name="Problem">Why it will not work, in words; null when Salesforce shows its page.</param>
internal sealed record SignInBegun(Uri Url, string State, string? Problem);
