using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;
using Tieline.Webex;

namespace Tieline.Server.Intake;

/// <summary>
/// <c>POST /hooks/webex/{webhookKey}</c>: verified, stored, answered; work happens after. Webex sends each event once and tells no delivery id,
/// so that a repetition is known by its body alone.
/// </summary>
/// <remarks>See https://developer.webex.com/docs/api/guides/webhooks.</remarks>
internal sealed partial class WebhookEndpoint(WebhookSubscriptions subscriptions, Tenants tenants, Inbox inbox, RefusedSignatures refused, Clock clock, ILogger<WebhookEndpoint> logger)
{
    /// <summary>Older events are refused by age; younger repetitions are still remembered (<see cref="InboxSweep.KeepDone"/> is longer).</summary>
    private static readonly TimeSpan OldestEvent = TimeSpan.FromHours(24);

    public const string Path = "/hooks/webex/";

    public async Task HandleAsync(HttpContext context, string key)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = HttpMethods.Post;
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        var subscription = await subscriptions.FindAsync(key, context.RequestAborted);
        var outcome = subscription is null ? WebhookOutcome.UnknownKey
            : await tenants.FindAsync(subscription.TenantId, context.RequestAborted) is { IsLeaving: true } ? WebhookOutcome.Leaving
            : await TakeAsync(context, subscription);
        Tell(outcome, subscription);
        context.Response.StatusCode = outcome.StatusCode();
    }

    private async Task<WebhookOutcome> TakeAsync(HttpContext context, WebhookSubscription subscription)
    {
        if (!IsJson(context.Request.ContentType))
        {
            return WebhookOutcome.WrongContentType;
        }

        if (await WebhookBody.ReadAsync(context.Request, context.RequestAborted) is not { } raw)
        {
            return WebhookOutcome.TooLarge;
        }

        var signature = WebhookSignature.Verify(raw, context.Request.Headers[WebhookSignature.HeaderName], subscription.Secret);
        if (signature != SignatureOutcome.Valid)
        {
            await refused.NoteAsync(subscription);
        }

        return signature switch
        {
            SignatureOutcome.Valid => await StoreAsync(raw, subscription),
            SignatureOutcome.Missing => WebhookOutcome.NotSigned,
            SignatureOutcome.NoSecret => WebhookOutcome.NoSecret,
            _ => WebhookOutcome.WronglySigned,
        };
    }

    private async Task<WebhookOutcome> StoreAsync(byte[] raw, WebhookSubscription subscription)
    {
        if (!WebhookBody.TryParse(raw, out var body))
        {
            return WebhookOutcome.NotJson;
        }

        if (body is not { Resource: "telephony_calls", CallSessionId: { } callSessionId })
        {
            return WebhookOutcome.OfNoConcern;
        }

        if (body.EventTimestamp < clock.UtcNow - OldestEvent)
        {
            return WebhookOutcome.TooOld;
        }

        // A time far ahead is a wrong clock's; the entry would be kept until then.
        var happenedAt = body.EventTimestamp > clock.UtcNow + OldestEvent ? null : body.EventTimestamp;
        try
        {
            // Not the request's token: what is on its way to the disk stays on its way when the sender hangs up.
            var isNew = await inbox.AppendAsync(
                new InboxKey(subscription.TenantId, SeenCall.Subject, callSessionId), subscription.PersonId, Inbox.Webhook, raw, CancellationToken.None, happenedAt);
            return isNew ? WebhookOutcome.Stored : WebhookOutcome.Repeated;
        }
        catch (Exception exception) when (exception is StorageStoppedException or System.Data.Common.DbException or TimeoutException)
        {
            Log.NotStored(logger, subscription.TenantId, exception);
            return WebhookOutcome.NotStored;
        }
    }

    private static bool IsJson(string? contentType) =>
        contentType is not null
        && contentType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == "application/json".Length || contentType["application/json".Length] is ';' or ' ');

    private void Tell(WebhookOutcome outcome, WebhookSubscription? subscription)
    {
        if (subscription is null)
        {
            IntakeMeter.Received(outcome);
            Log.UnknownKey(logger);
            return;
        }

        IntakeMeter.Received(outcome, subscription.TenantId);
        if (Sentence(outcome) is { } sentence)
        {
            Log.Refused(logger, subscription.PersonId, subscription.TenantId, sentence);
        }
    }

    private static string? Sentence(WebhookOutcome outcome) => outcome switch
    {
        WebhookOutcome.NotSigned => "it carries no signature: the webhook was made without a secret, or someone else is posting. Sign the agent in again to remake the webhook.",
        WebhookOutcome.WronglySigned => "its signature does not fit: the secret was changed at Webex, a proxy alters bodies, or it is forged. Sign the agent in again to remake the webhook.",
        WebhookOutcome.NoSecret => "we hold no secret for it. Sign the agent in again to remake the webhook.",
        WebhookOutcome.Leaving => "the tenant is leaving.",
        WebhookOutcome.TooLarge => "it is larger than 256 KB.",
        WebhookOutcome.WrongContentType => "its content type is not application/json.",
        WebhookOutcome.NotJson => "it is rightly signed but no JSON object.",
        WebhookOutcome.TooOld => "it tells of an event more than a day ago: an old request sent again, or a clock is wrong. Answered 200, nothing changed.",
        WebhookOutcome.OfNoConcern => "it is not about a call. Answered 200, nothing changed.",
        _ => null,
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A webhook request came to an address that is not ours (any more). Answered 404.")]
        public static partial void UnknownKey(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A webhook request for person {PersonId} of tenant {TenantId} was not taken: {Sentence}")]
        public static partial void Refused(ILogger logger, string personId, Guid tenantId, string sentence);

        [LoggerMessage(Level = LogLevel.Error, Message = "A webhook request of tenant {TenantId} could not be stored and was answered 503; Webex will not send it again.")]
        public static partial void NotStored(ILogger logger, Guid tenantId, Exception exception);
    }
}
