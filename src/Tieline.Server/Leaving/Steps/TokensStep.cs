using Tieline.Server.Connections;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Leaving.Inventory;

namespace Tieline.Server.Leaving.Steps;

/// <summary>Gives the consents back: Webex's are forgotten here, as only its admins may end them; Salesforce's are revoked, the integration user's last.</summary>
internal sealed class TokensStep(GrantStore grants, Consents consents) : ILeavingStep
{
    private const int AtOnce = 20;

    public LeavingStep Step => LeavingStep.Tokens;

    public async Task<StepOutcome> RunAsync(LeavingRow row, CancellationToken cancellationToken)
    {
        var integration = GrantKey.Integration(row.TenantId);
        var all = (await grants.AllAsync(row.TenantId, Clouds.Webex, cancellationToken)).Concat(await grants.AllAsync(row.TenantId, Clouds.Salesforce, cancellationToken))
            .OrderBy(key => key == integration).ToList();
        var left = new List<LeavingLeft>();
        foreach (var key in all.Take(AtOnce))
        {
            var isGivenBack = await consents.WithdrawAsync(key, cancellationToken);
            if (!isGivenBack)
            {
                left.Add(new LeavingLeft(LeavingThing.SalesforceToken, key.Subject, 1, "Salesforce could not be told; the token is forgotten here."));
            }
        }

        var webex = TenantInventory.Counted(row, LeavingThing.WebexToken);
        return all.Count > 0 ? StepOutcome.MoreExcept(left)
            : webex > 0 ? StepOutcome.DoneExcept(new LeavingLeft(LeavingThing.WebexToken, "", webex, "Forgotten here; Webex keeps the authorizations until they end by themselves or its administrator ends them."))
            : StepOutcome.Done;
    }
}
