using System.Text.Json;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Leaving.Inventory;

namespace Tieline.Server.Leaving.Steps;

/// <summary>
/// Gives the consents back: Webex's are forgotten here, as only its admins may end them; Salesforce's are revoked, the integration user's last.
/// Just before that one, the administrator who leaves loses his own permission sets: until then he sees the page on which he began.
/// </summary>
internal sealed class TokensStep(GrantStore grants, Consents consents, OrgRemoval removal) : ILeavingStep
{
    private const int AtOnce = 20;

    public LeavingStep Step => LeavingStep.Tokens;

    public async Task<StepOutcome> RunAsync(LeavingRow row, CancellationToken cancellationToken)
    {
        var remains = JsonSerializer.Deserialize<List<LeavingLeft>>(row.Remains)!;
        var integration = GrantKey.Integration(row.TenantId);
        List<GrantKey> all = [.. await grants.AllAsync(row.TenantId, Clouds.Webex, cancellationToken), .. await grants.AllAsync(row.TenantId, Clouds.Salesforce, cancellationToken)];
        if (all.Count == 0)
        {
            var webex = TenantInventory.Counted(row, LeavingThing.WebexToken);
            return webex > 0 ? StepOutcome.DoneExcept(new LeavingLeft(LeavingThing.WebexToken, "", webex, new LeavingWords("LeavingWhyWebexToken"))) : StepOutcome.Done;
        }

        List<GrantKey> now = [.. all.Where(key => key != integration).Take(AtOnce)];
        if (now.Count > 0)
        {
            return await GiveBackAsync(now, remains, cancellationToken);
        }

        if (row.WhoId.Length > 0 && await removal.AssignmentsAsync(row, ofWhoLeaves: true, cancellationToken) is var own && (!own.IsDone || own.Left.Except(remains).Any()))
        {
            return own with { IsDone = false };
        }

        return await GiveBackAsync([integration], remains, cancellationToken);
    }

    private async Task<StepOutcome> GiveBackAsync(IReadOnlyList<GrantKey> keys, IReadOnlyList<LeavingLeft> remains, CancellationToken cancellationToken)
    {
        var known = remains.Where(left => left.Thing == LeavingThing.SalesforceToken).Select(left => left.Name).ToHashSet();
        var left = new List<LeavingLeft>();
        foreach (var key in keys)
        {
            var withheld = key.Cloud == Clouds.Webex || known.Contains(key.Subject) ? [] : await consents.GiveBackAsync(key, cancellationToken);
            if (withheld.FirstOrDefault(one => one.IsPassing) is { } passing)
            {
                return new StepOutcome(false, left, new LeavingWords("LeavingWaitsSalesforce", passing.Words));
            }

            left.AddRange(withheld.Select(one => StepOutcome.LeftAt(one, key.Subject)));
            await (withheld.Count > 0 ? Task.CompletedTask : consents.ForgetAsync(key, cancellationToken)); // One that stays is written down first.
        }

        return StepOutcome.MoreExcept(left);
    }
}
