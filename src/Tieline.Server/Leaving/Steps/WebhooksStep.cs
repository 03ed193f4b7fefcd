using System.Text.Json;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Webhooks;

namespace Tieline.Server.Leaving.Steps;

/// <summary>
/// Removes the webhooks at Webex, each with its agent's own token. One that Webex cannot remove now is waited for; one that stays is written down
/// before our row of it goes.
/// </summary>
internal sealed class WebhooksStep(WebhookSubscriptions subscriptions, WebhookUpkeep upkeep) : ILeavingStep
{
    private const int AtOnce = 10;

    // One agent's trouble does not keep the others; that of three in a row is Webex's, until the next round tries others.
    private const int MostInTrouble = 3;

    public LeavingStep Step => LeavingStep.Webhooks;

    public async Task<StepOutcome> RunAsync(LeavingRow row, CancellationToken cancellationToken)
    {
        var known = JsonSerializer.Deserialize<List<LeavingLeft>>(row.Remains)!.Where(left => left.Thing == LeavingThing.Webhook).Select(left => left.Name).ToHashSet();
        var left = new List<LeavingLeft>();
        var (handled, inARow) = (0, 0);
        Withheld? trouble = null;
        foreach (var one in (await subscriptions.AllAsync(row.TenantId, cancellationToken)).OrderBy(one => one.CheckedAt)) // Who was in trouble last time comes last.
        {
            switch (known.Contains(one.PersonId) ? null : await upkeep.RemoveInWebexAsync(one, cancellationToken))
            {
                case null:
                    await subscriptions.RemoveAsync(one, cancellationToken);
                    (handled, inARow) = (handled + 1, 0);
                    break;
                case { MayGoYet: true } passing:
                    await subscriptions.NoteAsync(row.TenantId, one.PersonId, one.IsActive, passing.Words, cancellationToken);
                    (trouble, inARow) = (passing, inARow + 1);
                    break;
                case { } withheld:
                    left.Add(StepOutcome.LeftAt(withheld, one.PersonId));
                    (handled, inARow) = (handled + 1, 0);
                    break;
            }

            if (handled == AtOnce || inARow == MostInTrouble)
            {
                break;
            }
        }

        return handled > 0 ? StepOutcome.MoreExcept(left) : trouble is not null ? StepOutcome.Wait("LeavingWaitsWebex", trouble.Words) : StepOutcome.Done;
    }
}
