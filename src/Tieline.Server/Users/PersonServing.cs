using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Storage;

namespace Tieline.Server.Users;

/// <summary>
/// Several Salesforce users may be one Webex person. One of them is served: his softphone has the line and owns the Tasks, so that each call is logged once.
/// An administrator may choose which, without a new sign-in: the consent is the person's.
/// </summary>
internal sealed class PersonServing(Launches launches, AgentLinks links, Agents agents, Consents consents, AuditTrail audit, GroupCommitWriter writer)
{
    /// <summary>What the audit trail calls the choice of the user who is served.</summary>
    public const string Change = AuditKinds.Served;

    /// <summary>What the audit trail calls it when an administrator signs somebody out.</summary>
    public const string SignedOut = AuditKinds.SignedOut;

    /// <summary>False when nobody has signed in as this person, so that there is no line to give.</summary>
    /// <exception cref="Tieline.Salesforce.SalesforceException">The user never opened a panel, and Salesforce cannot be asked who he is.</exception>
    public async Task<bool> ServeAsync(Tenant tenant, OrgUser user, WebexPerson person, Actor who, CancellationToken cancellationToken)
    {
        var key = GrantKey.Person(tenant.Id, person.Id);
        var status = await consents.StatusAsync(key, cancellationToken);
        if (status.State == ConnectionState.Unlinked || await launches.AgentAsync(tenant, user.Id, cancellationToken) is not { } agent)
        {
            return false;
        }

        var before = await agents.FindByPersonAsync(tenant.Id, person.Id, cancellationToken);
        if (before?.Id == agent.Id)
        {
            return true;
        }

        var change = new AuditEvent(Change, person.Subject, before is null ? null : SubjectOf(before), user.Subject);
        var link = await links.JoinAsync(tenant.Id, agent.Id, person.Id, db => audit.Note(db, tenant.Id, who, change), cancellationToken);
        if (link.FormerPersonId is { } former)
        {
            await consents.WithdrawAsync(GrantKey.Person(tenant.Id, former), cancellationToken);
        }

        await links.ChangedAsync(key, status, cancellationToken);
        return true;
    }

    /// <summary>Signs an agent out of Webex: his calls are heard no more.</summary>
    public async Task SignOutAsync(Agent agent, AgentConnections connections, Actor who, CancellationToken cancellationToken)
    {
        await connections.SignOutAsync(agent.TenantId, agent.Id, Clouds.Webex, cancellationToken);
        await writer.WriteAsync(
            (db, _) =>
            {
                audit.Note(db, agent.TenantId, who, new AuditEvent(SignedOut, SubjectOf(agent), "Webex", null));
                return Task.FromResult(true);
            },
            cancellationToken);
    }

    private static string SubjectOf(Agent agent) => $"{agent.Name} ({agent.SalesforceUserId})";
}
