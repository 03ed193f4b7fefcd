using System.Text.Json;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Webhooks;

namespace Tieline.Server.Leaving.Steps;

/// <summary>Removes the webhooks at Webex, each with its agent's own token. One that stays is written down before our row of it goes.</summary>
internal sealed class WebhooksStep(WebhookSubscriptions subscriptions, WebhookUpkeep upkeep) : ILeavingStep
{
    private const int AtOnce = 10;

    public LeavingStep Step => LeavingStep.Webhooks;

    public async Task<StepOutcome> RunAsync(LeavingRow row, CancellationToken cancellationToken)
    {
        var known = JsonSerializer.Deserialize<List<LeavingLeft>>(row.Remains)!.Where(left => left.Thing == LeavingThing.Webhook).Select(left => left.Name).ToHashSet();
        var all = await subscriptions.AllAsync(row.TenantId, cancellationToken);
        var left = new List<LeavingLeft>();
        foreach (var one in all.Take(AtOnce))
        {
            if (await subscriptions.OfPersonAsync(row.TenantId, one.PersonId, cancellationToken) is not { } subscription)
            {
                continue;
            }

            if (!known.Contains(one.PersonId) && await upkeep.RemoveInWebexAsync(subscription, cancellationToken) is { } why)
            {
                left.Add(new LeavingLeft(LeavingThing.Webhook, one.PersonId, 1, why));
            }
            else
            {
                await subscriptions.RemoveAsync(subscription, cancellationToken);
            }
        }

        return all.Count == 0 ? StepOutcome.Done : StepOutcome.MoreExcept(left);
    }
}
