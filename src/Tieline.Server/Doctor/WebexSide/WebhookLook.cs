using System.Collections.Concurrent;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Webhooks;
using Tieline.Webex;

namespace Tieline.Server.Doctor.WebexSide;

/// <summary>Looks at people's webhooks in Webex and changes nothing; the upkeep mends them every five minutes.</summary>
internal sealed partial class WebhookLook(CloudClients clients, WebhookSubscriptions subscriptions, WebhookUpkeep upkeep, ILogger<WebhookLook> logger)
{
    private const int AtOnce = 8;

    /// <summary>How the webhook of each of these people stands in Webex.</summary>
    /// <exception cref="WebexException">Webex cannot be asked.</exception>
    public Task<SeenWebhook[]> AllAsync(Guid tenantId, IReadOnlyList<WebexPerson> people, CancellationToken cancellationToken) =>
        Task.WhenAll(people.Select(person => OneAsync(tenantId, person, cancellationToken)));

    /// <summary>Mends the webhooks of all agents who are signed in.</summary>
    /// <param name="on">Whose.</param>
    /// <param name="noteAsync">Told those that had to be mended, also when the rest is cut short; nothing stops it.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task MendAsync(Examination on, Func<IReadOnlyList<WebexPerson>, Task> noteAsync, CancellationToken cancellationToken)
    {
        var people = (await on.PeopleAsync(cancellationToken)).Where(person => person is { IsLinked: true, IsAgent: true });
        var mended = new ConcurrentBag<WebexPerson>();
        try
        {
            await Parallel.ForEachAsync(people, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (person, token) =>
            {
                if (await MendAsync(on.Tenant, person, token))
                {
                    mended.Add(person);
                }
            });
        }
        finally
        {
            await noteAsync([.. mended]);
        }
    }

    // One person's trouble, a sign-in that cannot be opened for example, must not cost the others their webhooks: the look afterwards shows him.
    private async Task<bool> MendAsync(Tenant tenant, WebexPerson person, CancellationToken cancellationToken)
    {
        try
        {
            return await upkeep.CheckAsync(tenant, person.PersonId, cancellationToken) == WebhookCheck.Mended;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            Log.NotMended(logger, person.PersonId, tenant.Id, problem);
            return false;
        }
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

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The webhook of {PersonId} for tenant {TenantId} could not be mended")]
        public static partial void NotMended(ILogger logger, string personId, Guid tenantId, Exception problem);
    }
}

/// <param name="Status">Webex's word; null when there is no such webhook.</param>
/// <param name="HasOurSecret">It signs with the secret that we check with.</param>
internal sealed record SeenWebhook(WebexPerson Person, string? Status, bool IsActive, bool HasOurSecret);
