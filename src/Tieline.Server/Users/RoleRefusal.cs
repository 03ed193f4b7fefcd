using Tieline.Salesforce;
using Tieline.Server.Lightning;

namespace Tieline.Server.Users;

/// <summary>What somebody without the role User is told: who can give it to him, and how.</summary>
internal sealed class RoleRefusal(Roles roles)
{
    /// <summary>Roles are given in Salesforce; otherwise on our page alone. When nobody can say, the package's way is named.</summary>
    public async Task<bool> AreSalesforcesAsync(Guid tenantId, CancellationToken cancellationToken)
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

    public async Task<IResult> ProblemAsync(Agent agent, CancellationToken cancellationToken)
    {
        var say = Texts.For(agent.Language);
        return Results.Problem(
            say[TextOf(await AreSalesforcesAsync(agent.TenantId, cancellationToken))], statusCode: StatusCodes.Status403Forbidden, title: say["NoRole"]);
    }

    /// <summary>The sentence's key.</summary>
    public static string TextOf(bool areSalesforces) => areSalesforces ? "NoRoleInSalesforce" : "NoRoleHere";
}
