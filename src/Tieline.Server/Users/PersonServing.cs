using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Tokens;

namespace Tieline.Server.Users;

/// <summary>
/// Several Salesforce users may be one Webex person. One of them is served: his softphone has the line and owns the Tasks, so that each call is logged once.
/// An administrator may choose which, without a new sign-in: the consent is the person's.
/// </summary>
internal sealed class PersonServing(Launches launches, AgentLinks links, Consents consents, ExpectedPersons expected, AuditTrail audit)
{
    /// <summary>What the audit trail calls the choice of the user who is served.</summary>
    public const string Change = AuditKinds.Served;

    /// <summary>What the audit trail calls it when an administrator signs somebody out.</summary>
    public const string SignedOut = AuditKinds.SignedOut;

    /// <summary>Moves the line, where the user is the person by an address of his own: whom an administrator says that he is, he must prove by a sign-in.</summary>
    /// <exception cref="Tieline.Salesforce.SalesforceException">The user never opened a panel, and Salesforce cannot be asked who he is.</exception>
    public async Task<ServeOutcome> ServeAsync(Tenant tenant, OrgUser user, WebexPerson person, Actor who, CancellationToken cancellationToken)
    {
        var key = GrantKey.Person(tenant.Id, person.Id);
        var status = await consents.StatusAsync(key, cancellationToken);
        if (status.State == ConnectionState.Unlinked || await launches.AgentAsync(tenant, user.Id, cancellationToken) is not { IsActive: true } agent)
        {
            return ServeOutcome.NobodySignedIn;
        }

        if (agent.PersonId == person.Id)
        {
            return ServeOutcome.Served;
        }

        var own = await expected.AddressesAsync(tenant.Id, user.Email, user.FederationId, cancellationToken);
        if (!own.Contains(person.Email, StringComparer.OrdinalIgnoreCase))
        {
            return ServeOutcome.MustSignIn;
        }

        var link = await links.JoinAsync(
            tenant.Id, agent.Id, person.Id,
            (db, formerPerson, losers) =>
            {
                var before = losers.FirstOrDefault(loser => loser.TenantId == tenant.Id);
                audit.Note(db, tenant.Id, who, new AuditEvent(Change, person.Subject, before is null ? null : SubjectOf(before), user.Subject));
                if (formerPerson is not null)
                {
                    audit.Note(db, tenant.Id, who, new AuditEvent(SignedOut, SubjectOf(agent), "Webex", null));
                }
            },
            CancellationToken.None); // From here to its end, whoever hangs up: the consent of before is nobody's now.
        if (link.FormerPersonId is { } former)
        {
            await consents.WithdrawAsync(GrantKey.Person(tenant.Id, former), CancellationToken.None);
        }

        await links.ChangedAsync(key, status, CancellationToken.None);
        return ServeOutcome.Served;
    }

    /// <summary>Signs an agent out of Webex: his calls are heard no more. Nothing here hears of a caller who hangs up: half a sign-out could not be pressed again.</summary>
    public async Task SignOutAsync(Agent agent, Actor who)
    {
        if (agent.PersonId is { } personId)
        {
            await links.PartAsync(agent.TenantId, personId, db => audit.Note(db, agent.TenantId, who, new AuditEvent(SignedOut, SubjectOf(agent), "Webex", null)), CancellationToken.None);
            await consents.WithdrawAsync(GrantKey.Person(agent.TenantId, personId), CancellationToken.None);
        }
    }

    private static string SubjectOf(Agent agent) => $"{agent.Name} ({agent.SalesforceUserId})";
}

/// <summary>What became of it that somebody shall have a person's line.</summary>
internal enum ServeOutcome
{
    Served,

    /// <summary>Nobody has signed in as this person, so that there is no line to give.</summary>
    NobodySignedIn,

    /// <summary>He has no address of the person, and so must sign in himself.</summary>
    MustSignIn,
}
