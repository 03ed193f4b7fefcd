using System.Security.Claims;
using Tieline.Salesforce;
using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;
using Tieline.Server.Users;

namespace Tieline.Server.Admin.Shell;

/// <summary>Who may look at the console: whoever holds the admin key, at every tenant; a Salesforce user who is Webex Admin, at his own.</summary>
internal sealed class ConsoleVisitors(Agents agents, Roles roles, Clock clock)
{
    /// <summary>Null for anybody else.</summary>
    public async Task<ConsoleVisitor?> OfAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (HoldsKey(user))
        {
            return new ConsoleVisitor(Actor.AdminKey, null);
        }

        if (!user.Identities.Any(identity => identity is { IsAuthenticated: true, AuthenticationType: PanelSession.Scheme }))
        {
            return null;
        }

        var (tenantId, agentId) = user.Agent();
        return await agents.FindAsync(tenantId, agentId, cancellationToken) is { IsActive: true } agent && await IsAdminAsync(agent, cancellationToken)
            ? new ConsoleVisitor(new Actor(agent.Name, agent.SalesforceUserId), tenantId)
            : null;
    }

    /// <summary>His session has ended: a circuit that nothing breaks would outlive it.</summary>
    /// <param name="user">Who began the circuit.</param>
    /// <param name="isPanel">The panel around the console watches over an agent's session, which its page renews; never over a key holder's.</param>
    public bool IsOver(ClaimsPrincipal user, bool isPanel) => user.Identity?.IsAuthenticated == true && (!isPanel || HoldsKey(user)) && user.SessionEnd() <= clock.UtcNow;

    private static bool HoldsKey(ClaimsPrincipal user) => user.Identities.Any(identity => identity is { IsAuthenticated: true, AuthenticationType: AdminSessions.Scheme });

    // While Salesforce cannot say that he is, he is not.
    private async Task<bool> IsAdminAsync(Agent agent, CancellationToken cancellationToken)
    {
        try
        {
            return await roles.HasAsync(agent.TenantId, agent.SalesforceUserId, WebexRoles.Admin, cancellationToken);
        }
        catch (SalesforceException)
        {
            return false;
        }
    }
}

/// <param name="OnlyTenant">Null: all of them.</param>
internal sealed record ConsoleVisitor(Actor Who, Guid? OnlyTenant)
{
    public bool MaySee(Tenant tenant) => OnlyTenant is null || OnlyTenant == tenant.Id;
}
