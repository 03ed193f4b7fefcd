using Tieline.Server.Audit;
using Tieline.Server.Connections.SignIn;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Connections.Webhooks;
using Tieline.Server.Diagnostics;
using Tieline.Server.Lightning;
using Tieline.Webex;

namespace Tieline.Server.Connections.Connecting;

/// <summary>
/// Proves that Webex reaches this server: makes a temporary webhook with a person's own sign-in, lets that person's phone ring for a moment, and waits for the
/// delivery at the public address. Calls are all that this sign-in may cause, so a phone has to ring; it stops as soon as the delivery is here.
/// </summary>
internal sealed partial class WebhookProving(
    CloudClients clients, Proofs proofs, TenantChanges changes, WebhookUpkeep upkeep, TielineOptions options, Clock clock, ILogger<WebhookProving> logger)
{
    /// <summary>How long Webex may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private const string Name = "Tieline proof";
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    /// <param name="tenantId">Of the person.</param>
    /// <param name="personId">Whose phone rings; he must be signed in.</param>
    /// <param name="destination">A number that could be called, in a form that Webex takes. It does not ring: nobody picks the phone up.</param>
    /// <param name="who">For the audit trail.</param>
    /// <param name="say">The language of the outcome.</param>
    /// <param name="cancellationToken">Stops waiting; phone and webhook are put away all the same.</param>
    public async Task<SignInOutcome> RunAsync(Guid tenantId, string personId, string destination, Actor who, Texts say, CancellationToken cancellationToken)
    {
        if (await clients.WebexAsPersonAsync(tenantId, personId, cancellationToken) is not { } webex)
        {
            return SignInOutcome.Refused(say["ProofNotSignedIn"]);
        }

        var (key, secret) = await proofs.BeginAsync(tenantId, cancellationToken);
        Webhook? webhook = null;
        PlacedCall? call = null;
        try
        {
            webhook = await webex.Webhooks.CreateAsync(new NewWebhook(Name, options.PublicAddress + Proofs.Path + key, TelephonyCallEvent.Resource, "created", secret), cancellationToken);
            call = await webex.Calls.DialAsync(destination, null, cancellationToken);
            var outcome = await WaitAsync(key, cancellationToken);
            if (outcome == Proofs.Arrived)
            {
                await changes.NoteProofAsync(tenantId, options.PublicAddress, who, cancellationToken);
                return SignInOutcome.Done(say["ProofArrived"]);
            }

            return SignInOutcome.Refused(outcome == Proofs.WronglySigned ? say["ProofWronglySigned"] : say["ProofNothing", options.PublicAddress, Patience.TotalSeconds]);
        }
        catch (WebexException problem)
        {
            return SignInOutcome.Refused(RefusalTexts.Whole(say, Clouds.Webex, problem.ErrorCode, problem.Message));
        }
        finally
        {
            await PutAwayAsync(webex, call, webhook);
            await proofs.EndAsync(tenantId, key, CancellationToken.None);
        }
    }

    /// <summary>Sees to it that Webex announces this person's calls, and notes it.</summary>
    public async Task<bool> RepairAsync(Tenant tenant, string personId, Actor who, CancellationToken cancellationToken)
    {
        var check = await upkeep.CheckAsync(tenant, personId, cancellationToken);
        if (check == WebhookCheck.Mended)
        {
            await changes.NoteAsync(tenant.Id, new AuditEvent(ConnectionAudit.Webhooks, personId, null, null), who, cancellationToken);
        }

        return check != WebhookCheck.Failed;
    }

    private async Task<string> WaitAsync(string key, CancellationToken cancellationToken)
    {
        var until = clock.UtcNow + Patience;
        var outcome = await proofs.OutcomeAsync(key, cancellationToken);
        while (outcome == Proofs.Waiting && clock.UtcNow < until)
        {
            await clock.DelayAsync(LookEvery, cancellationToken);
            outcome = await proofs.OutcomeAsync(key, cancellationToken);
        }

        return outcome;
    }

    // What stays there when Webex does not answer now: a phone that rings out, and a webhook that the next round of the upkeep removes.
    private async Task PutAwayAsync(WebexClient webex, PlacedCall? call, Webhook? webhook)
    {
        try
        {
            await (call is null ? Task.CompletedTask : webex.Calls.HangupAsync(call.CallId, CancellationToken.None));
        }
        catch (WebexException problem)
        {
            Log.NotPutAway(logger, problem.Message);
        }

        try
        {
            await (webhook is null ? Task.CompletedTask : webex.Webhooks.DeleteAsync(webhook.Id, CancellationToken.None));
        }
        catch (WebexException problem)
        {
            Log.NotPutAway(logger, problem.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "What was made to prove the webhooks could not be put away now: {Problem}")]
        public static partial void NotPutAway(ILogger logger, string problem);
    }
}
