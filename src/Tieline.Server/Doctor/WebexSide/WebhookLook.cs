using System.Collections.Concurrent;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Webhooks;
using Tieline.Server.Lightning;
using Tieline.Server.Storage;
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
    /// <exception cref="NotMendedException">Somebody's could not be.</exception>
    public async Task MendAsync(Examination on, Func<IReadOnlyList<WebexPerson>, Task> noteAsync, CancellationToken cancellationToken)
    {
        var people = (await on.PeopleAsync(cancellationToken)).Where(person => person is { IsLinked: true, IsAgent: true }).ToList();
        var mended = new ConcurrentBag<WebexPerson>();
        var faults = new ConcurrentBag<(string Name, string Reason)>();
        try
        {
            await Parallel.ForEachAsync(people, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (person, token) =>
            {
                var (check, fault) = await MendAsync(on.Tenant, person, token);
                if (check == WebhookCheck.Mended)
                {
                    mended.Add(person);
                }
                else if (check == WebhookCheck.Failed)
                {
                    faults.Add((person.Name, fault));
                }
            });
        }
        finally
        {
            await noteAsync([.. mended]);
        }

        if (!faults.IsEmpty)
        {
            throw new NotMendedException(Finding.PartlyMended(people.Count - faults.Count, [.. faults.Order()]));
        }
    }

    // One person's trouble, a sign-in that cannot be opened for example, must not cost the others their webhooks.
    private async Task<(WebhookCheck Check, string Fault)> MendAsync(Tenant tenant, WebexPerson person, CancellationToken cancellationToken)
    {
        try
        {
            var check = await upkeep.CheckAsync(tenant, person.PersonId, cancellationToken);
            // Of whoever signed out just now there is no registration any more.
            return (check, check != WebhookCheck.Failed ? "" : (await subscriptions.RowAsync(tenant.Id, person.PersonId, cancellationToken))?.Problem ?? KeptSentence.Of("WebhookNeedsSignIn"));
        }
        catch (Exception problem) when (problem is not OperationCanceledException && !Database.IsDown(problem))
        {
            Log.NotMended(logger, person.PersonId, tenant.Id, problem);
            return (WebhookCheck.Failed, problem.Message);
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
