using Tieline.Server.Connections;
using Tieline.Server.Connections.Webhooks;
using Tieline.Webex;

namespace Tieline.Server.Doctor.WebexSide;

/// <summary>Looks at people's webhooks in Webex and changes nothing; the upkeep mends them every five minutes.</summary>
internal sealed class WebhookLook(CloudClients clients, WebhookSubscriptions subscriptions, WebhookUpkeep upkeep)
{
    /// <summary>How the webhook of each of these people stands in Webex.</summary>
    /// <exception cref="WebexException">Webex cannot be asked.</exception>
    public Task<SeenWebhook[]> AllAsync(Guid tenantId, IReadOnlyList<WebexPerson> people, CancellationToken cancellationToken) =>
        Task.WhenAll(people.Select(person => OneAsync(tenantId, person, cancellationToken)));

    /// <summary>Mends the webhook of each of these people. True for those that Webex announces calls of now.</summary>
    public async Task<IReadOnlyList<WebexPerson>> MendAsync(Tenant tenant, IEnumerable<WebexPerson> people, CancellationToken cancellationToken)
    {
        var mended = new List<WebexPerson>();
        foreach (var person in people)
        {
            if (await upkeep.CheckAsync(tenant, person.PersonId, cancellationToken) == WebhookCheck.Mended)
            {
                mended.Add(person);
            }
        }

        return mended;
    }

    private async Task<SeenWebhook> OneAsync(Guid tenantId, WebexPerson person, CancellationToken cancellationToken)
    {
        if (await clients.WebexAsPersonAsync(tenantId, person.PersonId, cancellationToken) is not { } webex
            || await subscriptions.OfPersonAsync(tenantId, person.PersonId, cancellationToken) is not { } ours)
        {
            return new SeenWebhook(person, null, false, false);
        }

        await foreach (var webhook in webex.Webhooks.ListAsync(cancellationToken))
        {
            if (webhook.Resource == TelephonyCallEvent.Resource && webhook.TargetUrl == upkeep.TargetOf(ours))
            {
                // Webex gives the secret back to its owner; where it does not, nothing is said against it.
                return new SeenWebhook(person, webhook.Status.Value, webhook.Status == WebhookStatus.Active, (webhook.Secret ?? ours.Secret) == ours.Secret);
            }
        }

        return new SeenWebhook(person, null, false, true);
    }
}

/// <param name="Status">Webex's word; null when there is no such webhook.</param>
/// <param name="HasOurSecret">It signs with the secret that we check with.</param>
internal sealed record SeenWebhook(WebexPerson Person, string? Status, bool IsActive, bool HasOurSecret);
