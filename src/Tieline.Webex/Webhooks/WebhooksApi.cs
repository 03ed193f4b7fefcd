using Tieline.Webex.Http;

namespace Tieline.Webex;

/// <summary>What the cloud tells us by itself. A webhook belongs to the identity whose token made it.</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/v1/webhooks">Webhooks</a>.</remarks>
public sealed class WebhooksApi
{
    private readonly WebexPipeline _pipeline;

    internal WebhooksApi(WebexPipeline pipeline) => _pipeline = pipeline;

    /// <summary>All webhooks of this identity.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/webhooks/list-webhooks">List webhooks</a>.</remarks>
    public IAsyncEnumerable<Webhook> ListAsync(CancellationToken cancellationToken) =>
        _pipeline.ListAsync<Webhook>("Webhooks.List", "webhooks?max=100", cancellationToken);

    /// <summary>One webhook, or null.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/webhooks/get-webhook-details">Get webhook details</a>.</remarks>
    public async Task<Webhook?> GetAsync(string webhookId, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.SendAsync<Webhook>(new WebexRequest("Webhooks.Get", HttpMethod.Get, Of(webhookId)), cancellationToken).ConfigureAwait(false);
        }
        catch (WebexException problem) when (problem.Kind == WebexErrorKind.NotFound)
        {
            return null;
        }
    }

    /// <summary>Makes one. For <c>telephony_calls</c> use the person's own token and event <c>all</c>.</summary>
    /// <exception cref="WebexException">Of kind <see cref="WebexErrorKind.Conflict"/> when the same resource, event, filter and target are there already.</exception>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/webhooks/create-a-webhook">Create a webhook</a>.</remarks>
    public Task<Webhook> CreateAsync(NewWebhook webhook, CancellationToken cancellationToken) =>
        _pipeline.SendAsync<Webhook>(new WebexRequest("Webhooks.Create", HttpMethod.Post, "webhooks", webhook), cancellationToken);

    /// <summary>Changes name, target or secret, and switches on a webhook that the cloud had switched off.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/webhooks/update-a-webhook">Update a webhook</a>.</remarks>
    public Task<Webhook> UpdateAsync(string webhookId, WebhookChange change, CancellationToken cancellationToken) =>
        _pipeline.SendAsync<Webhook>(new WebexRequest("Webhooks.Update", HttpMethod.Put, Of(webhookId), change), cancellationToken);

    /// <summary>Removes one; one that is not there counts as removed.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/webhooks/delete-a-webhook">Delete a webhook</a>.</remarks>
    public async Task DeleteAsync(string webhookId, CancellationToken cancellationToken)
    {
        try
        {
            await _pipeline.SendAsync(new WebexRequest("Webhooks.Delete", HttpMethod.Delete, Of(webhookId)), cancellationToken).ConfigureAwait(false);
        }
        catch (WebexException problem) when (problem.Kind == WebexErrorKind.NotFound)
        {
            return;
        }
    }

    private static string Of(string webhookId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(webhookId);
        return "webhooks/" + Uri.EscapeDataString(webhookId);
    }
}
