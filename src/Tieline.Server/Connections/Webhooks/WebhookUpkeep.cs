using System.Collections.Concurrent;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Lightning;
using Tieline.Webex;

namespace Tieline.Server.Connections.Webhooks;

/// <summary>
/// Makes and mends the webhook by which Webex announces a person's calls: one for each agent, made with the agent's own token, because
/// <c>telephony_calls</c> cannot be had for a whole org. See <a href="https://developer.webex.com/docs/api/v1/webhooks">Webhooks</a>.
/// What began before it does is not announced: the person's running calls are read after a sign-in, a mend, a check that failed, and the start of this server.
/// </summary>
internal sealed partial class WebhookUpkeep(
    WebhookSubscriptions subscriptions, GrantStore grants, CloudClients clients, IAgentLinks agents, Proofs proofs, TielineOptions options, ILogger<WebhookUpkeep> logger)
{
    private const string Name = "Tieline calls";
    private const string Path = "/hooks/webex/";

    // Whose running calls were read, or are being read, since then. Not kept: whichever server mends one reads, or reads everybody's when it starts again.
    private readonly ConcurrentDictionary<(Guid TenantId, string PersonId), bool> _read = new();

    /// <summary>
    /// Somebody has signed in: sees to it that Webex announces his calls, and reads those that run, also when it does not. False when it does not (now);
    /// the reason is noted.
    /// </summary>
    public async Task<bool> EnsureAsync(Tenant tenant, string personId, CancellationToken cancellationToken)
    {
        _read.TryRemove((tenant.Id, personId), out _);
        if (await CheckAsync(tenant, personId, cancellationToken) != WebhookCheck.Failed)
        {
            return true;
        }

        await agents.ReadRunningCallsAsync(tenant.Id, personId, cancellationToken);
        return false;
    }

    /// <summary>Sees to it that Webex announces this person's calls, and tells whether anything had to be done.</summary>
    public async Task<WebhookCheck> CheckAsync(Tenant tenant, string personId, CancellationToken cancellationToken) =>
        await IsGoneAsync(tenant.Id, personId, cancellationToken)
            ? WebhookCheck.Failed
            : await CheckAsync(tenant, await subscriptions.WantAsync(tenant.Id, personId, cancellationToken), cancellationToken);

    /// <summary>Mends what is there still: whoever has just signed out, or is served by another tenant now, does not come back by a round that knew him before.</summary>
    public async Task<WebhookCheck> KeepUpAsync(Tenant tenant, string personId, CancellationToken cancellationToken) =>
        await IsGoneAsync(tenant.Id, personId, cancellationToken) || await subscriptions.OfPersonAsync(tenant.Id, personId, cancellationToken) is not { } wanted
            ? WebhookCheck.Failed
            : await CheckAsync(tenant, wanted, cancellationToken);

    // Read from the store: what this process knows of a consent may be half a minute old. A registration without a consent serves nobody.
    private async Task<bool> IsGoneAsync(Guid tenantId, string personId, CancellationToken cancellationToken)
    {
        if ((await StatusAsync(tenantId, personId, cancellationToken)).State != ConnectionState.Unlinked)
        {
            return false;
        }

        if (await subscriptions.RowAsync(tenantId, personId, cancellationToken) is { } left)
        {
            await subscriptions.RemoveAsync(left, cancellationToken);
        }

        return true;
    }

    private async Task<WebhookCheck> CheckAsync(Tenant tenant, WebhookSubscription wanted, CancellationToken cancellationToken)
    {
        var check = WebhookCheck.Failed;
        try
        {
            check = await CheckAndNoteAsync(tenant, wanted, cancellationToken);
        }
        finally
        {
            // Calls may have gone unheard: who does not answer may not have announced either, and a change whose answer is lost may have been made.
            if (check != WebhookCheck.WasGood)
            {
                _read.TryRemove((tenant.Id, wanted.PersonId), out _);
            }
        }

        await (check == WebhookCheck.Failed ? Task.CompletedTask : ReadUnreadCallsAsync(tenant.Id, wanted.PersonId, cancellationToken));
        return check;
    }

    private async Task<WebhookCheck> CheckAndNoteAsync(Tenant tenant, WebhookSubscription wanted, CancellationToken cancellationToken)
    {
        var personId = wanted.PersonId;
        try
        {
            if (await clients.WebexAsPersonAsync(tenant.Id, personId, cancellationToken) is not { } webex)
            {
                await subscriptions.NoteAsync(tenant.Id, personId, false, KeptSentence.Of("WebhookNeedsSignIn"), cancellationToken);
                return WebhookCheck.Failed;
            }

            var check = await MendAsync(webex.Webhooks, wanted, cancellationToken);
            await subscriptions.NoteAsync(tenant.Id, personId, true, "", cancellationToken);
            return check;
        }
        catch (WebexException problem)
        {
            Log.CannotMend(logger, personId, tenant.Id, problem.Message);
            await subscriptions.NoteAsync(tenant.Id, personId, false, Why(problem, await StatusAsync(tenant.Id, personId, cancellationToken)), cancellationToken);
            return WebhookCheck.Failed;
        }
    }

    // The mark first: a mend that comes meanwhile takes it away, and they are read once more.
    private async Task ReadUnreadCallsAsync(Guid tenantId, string personId, CancellationToken cancellationToken)
    {
        if (!_read.TryAdd((tenantId, personId), true))
        {
            return;
        }

        var isRead = false;
        try
        {
            isRead = await agents.ReadRunningCallsAsync(tenantId, personId, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What was mended is told all the same; the next round reads.
        }
        finally
        {
            if (!isRead)
            {
                _read.TryRemove((tenantId, personId), out _);
            }
        }
    }

    // Where there is no token, what we say ourselves is kept as a sentence: the consent's own reason, or that nobody answers.
    private static string Why(Exception problem, ConnectionStatus status) =>
        problem.InnerException is not NoTokenException none ? problem.Message
        : !none.SignInNeeded ? KeptSentence.Of("WebhookNoAnswer")
        : status.Reason is { Length: > 0 } reason ? reason : KeptSentence.Of("WebhookNeedsSignIn");

    private Task<ConnectionStatus> StatusAsync(Guid tenantId, string personId, CancellationToken cancellationToken) =>
        grants.StatusAsync(GrantKey.Person(tenantId, personId), cancellationToken);

    /// <summary>
    /// Removes the webhook in Webex alone. Only its person's token can: one that stays goes on telling of his calls, to an address where nobody listens,
    /// until Webex switches it off after 100 refusals within five minutes, which a person who seldom calls never comes to.
    /// </summary>
    /// <returns>Null when it is gone there, otherwise why it is not.</returns>
    public async Task<Withheld?> RemoveInWebexAsync(WebhookRow row, CancellationToken cancellationToken)
    {
        try
        {
            if (await clients.WebexAsPersonAsync(row.TenantId, row.PersonId, cancellationToken) is not { } webex)
            {
                return new Withheld(Withheld.Webhook, IsPassing: false, "");
            }

            var target = TargetOf(row.WebhookKey);
            await foreach (var webhook in webex.Webhooks.ListAsync(cancellationToken))
            {
                await (webhook.TargetUrl == target ? webex.Webhooks.DeleteAsync(webhook.Id, cancellationToken) : Task.CompletedTask);
            }

            return null;
        }
        catch (Exception problem) when (problem is WebexException or System.Security.Cryptography.CryptographicException)
        {
            Log.CannotRemove(logger, row.PersonId, row.TenantId, problem.Message);
            var status = await StatusAsync(row.TenantId, row.PersonId, cancellationToken);
            return new Withheld(Withheld.Webhook, problem is WebexException { IsPassing: true }, Why(problem, status)) { MayHeal = problem.InnerException is NoTokenException && status.MayHeal };
        }
    }

    private async Task<WebhookCheck> MendAsync(WebhooksApi webhooks, WebhookSubscription wanted, CancellationToken cancellationToken)
    {
        var existing = await OursAsync(webhooks, wanted, cancellationToken);
        if (existing is null)
        {
            return await CreateAsync(webhooks, wanted, cancellationToken);
        }

        var isGood = existing.Status == WebhookStatus.Active && existing.TargetUrl == TargetOf(wanted) && (existing.Secret ?? wanted.Secret) == wanted.Secret;
        if (isGood)
        {
            return WebhookCheck.WasGood;
        }

        await webhooks.UpdateAsync(existing.Id, new WebhookChange(Name, TargetOf(wanted), wanted.Secret, WebhookStatus.Active), cancellationToken);
        Log.Mended(logger, wanted.PersonId, wanted.TenantId);
        return WebhookCheck.Mended;
    }

    private async Task<WebhookCheck> CreateAsync(WebhooksApi webhooks, WebhookSubscription wanted, CancellationToken cancellationToken)
    {
        try
        {
            await webhooks.CreateAsync(new NewWebhook(Name, TargetOf(wanted), TelephonyCallEvent.Resource, "all", wanted.Secret), cancellationToken);
            Log.Made(logger, wanted.PersonId, wanted.TenantId);
        }
        catch (WebexException problem) when (problem.Kind == WebexErrorKind.Conflict)
        {
            Log.WasThere(logger, wanted.PersonId, wanted.TenantId); // Somebody else made the very same one in between.
        }

        return WebhookCheck.Mended;
    }

    /// <summary>Our webhook, wherever it points; those of ours with a key that we no longer know are removed: nothing of theirs would be taken.</summary>
    private async Task<Webhook?> OursAsync(WebhooksApi webhooks, WebhookSubscription wanted, CancellationToken cancellationToken)
    {
        Webhook? found = null;
        var strays = new List<Webhook>();
        await foreach (var webhook in webhooks.ListAsync(cancellationToken))
        {
            if (webhook.Resource != TelephonyCallEvent.Resource || webhook.TargetUrl is not { } target)
            {
                continue;
            }

            if (found is null && target.EndsWith(Path + wanted.WebhookKey, StringComparison.Ordinal))
            {
                found = webhook;
            }
            else if (target.StartsWith(options.PublicAddress + Path, StringComparison.Ordinal) && await IsStrayAsync(target, wanted, cancellationToken))
            {
                strays.Add(webhook);
            }
            else if (target.StartsWith(options.PublicAddress + Proofs.Path, StringComparison.Ordinal) && !await proofs.IsOpenAsync(target[(target.LastIndexOf('/') + 1)..], cancellationToken))
            {
                strays.Add(webhook);
            }
        }

        foreach (var stray in strays)
        {
            await webhooks.DeleteAsync(stray.Id, cancellationToken);
        }

        return found;
    }

    private async Task<bool> IsStrayAsync(string target, WebhookSubscription wanted, CancellationToken cancellationToken)
    {
        var key = target[(target.LastIndexOf('/') + 1)..];
        return key == wanted.WebhookKey || await subscriptions.FindAsync(key, cancellationToken) is null;
    }

    internal string TargetOf(WebhookSubscription subscription) => TargetOf(subscription.WebhookKey);

    private string TargetOf(string webhookKey) => options.PublicAddress + Path + webhookKey;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Made the webhook of {PersonId} for tenant {TenantId}")]
        public static partial void Made(ILogger logger, string personId, Guid tenantId);

        [LoggerMessage(Level = LogLevel.Information, Message = "The webhook of {PersonId} for tenant {TenantId} was there already")]
        public static partial void WasThere(ILogger logger, string personId, Guid tenantId);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Switched the webhook of {PersonId} for tenant {TenantId} on again")]
        public static partial void Mended(ILogger logger, string personId, Guid tenantId);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The webhook of {PersonId} for tenant {TenantId} cannot be checked now: {Problem}")]
        public static partial void CannotMend(ILogger logger, string personId, Guid tenantId, string problem);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The webhook of {PersonId} for tenant {TenantId} could not be removed in Webex: {Problem}")]
        public static partial void CannotRemove(ILogger logger, string personId, Guid tenantId, string problem);
    }
}

/// <summary>How a webhook was found.</summary>
internal enum WebhookCheck
{
    WasGood,

    /// <summary>It was missing or switched off: calls may have gone unheard.</summary>
    Mended,

    Failed,
}
