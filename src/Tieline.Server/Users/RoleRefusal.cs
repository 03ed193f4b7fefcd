using Tieline.Salesforce;
using Tieline.Server.Lightning;

namespace Tieline.Server.Users;

/// <summary>What somebody who may not use the panels is told: who can give him the role User, and how; or that nobody knows yet.</summary>
internal sealed class RoleRefusal(Roles roles)
{
    public async Task<IResult> ProblemAsync(Agent agent, MayUse mayUse, CancellationToken cancellationToken)
    {
        var say = Texts.For(agent.Language);
        var (title, why) = await TextsAsync(agent.TenantId, mayUse, cancellationToken);
        return Results.Problem(
            say[why], statusCode: mayUse == MayUse.No ? StatusCodes.Status403Forbidden : StatusCodes.Status503ServiceUnavailable, title: say[title]);
    }

    /// <summary>The keys of heading and sentence.</summary>
    public async Task<(string Title, string Why)> TextsAsync(Guid tenantId, MayUse mayUse, CancellationToken cancellationToken) =>
        mayUse == MayUse.NotKnown ? ("RoleNotKnown", "RoleNotKnownWhy")
        : ("NoRole", await AreSalesforcesAsync(tenantId, cancellationToken) ? "NoRoleInSalesforce" : "NoRoleHere");

    // Roles are given in Salesforce; otherwise on our page alone. When nobody can say, the package's way is named.
    private async Task<bool> AreSalesforcesAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        try
        {
            return (await roles.AllAsync(tenantId, cancellationToken)).AreSalesforces;
        }
        catch (SalesforceException)
        {
            return true;
        }
    }
}
