using Tieline.Salesforce;
using Tieline.Server.Audit;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Connections.Refusals;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Connections.Webhooks;
using Tieline.Server.Lightning;

namespace Tieline.Server.Connections.SignIn;

/// <summary>What follows when a cloud has told who signed in: is it who it should be, keep the consent, join, listen.</summary>
internal sealed class SignInCompletion(
    Tenants tenants, Consents consents, IAgentLinks agents, WebhookUpkeep webhooks, IConnectionWatcher watcher, SalesforceSignIn salesforce, TenantChanges changes)
{
    private static readonly ConnectionStatus Linked = new(ConnectionState.Linked, "");

    public async Task<SignInOutcome> CompleteAsync(Tenant tenant, SignInPurpose purpose, SignedIn signedIn, Texts texts, CancellationToken cancellationToken)
    {
        var outcome = await DecideAsync(tenant, purpose, signedIn, texts, cancellationToken);
        await (outcome.IsDone ? Task.CompletedTask : consents.GiveBackAsync(tenant, purpose.Cloud, signedIn.Tokens, cancellationToken)); // Nobody here would ever do it later.
        return outcome;
    }

    private Task<SignInOutcome> DecideAsync(Tenant tenant, SignInPurpose purpose, SignedIn signedIn, Texts texts, CancellationToken cancellationToken) =>
        (purpose.Cloud, purpose.AgentId) switch
        {
            _ when tenant.IsLeaving => Task.FromResult(SignInOutcome.Refused(texts["SignInErrLeaving"])),
            _ when purpose.IsLaunch => LaunchAsync(tenant, signedIn, texts, cancellationToken),
            (Clouds.Webex, { } agentId) => WebexAsync(tenant, agentId, signedIn, texts, cancellationToken),
            (_, { } agentId) => AgentAsync(tenant, agentId, purpose.ExpectedUser, signedIn, texts, cancellationToken),
            _ => IntegrationAsync(tenant, purpose.Who, signedIn, texts, cancellationToken),
        };

    /// <summary>
    /// What to ask before a Webex person becomes an agent's line, when he is not the one expected there: whoever is sent the address of a sign-in by its agent
    /// would hand him his own line. Asked always when another org or another agent loses him by it. A launch is asked for always: only the browser that began it knows the answer, so nobody's sign-in opens a panel on
    /// another's screen. Null when nothing is to ask.
    /// </summary>
    public async Task<string?> QuestionAsync(SignInPurpose purpose, SignedIn signedIn, Texts texts, CancellationToken cancellationToken)
    {
        if (purpose.IsLaunch)
        {
            return texts["SignInLaunching"];
        }

        if (purpose is not { Cloud: Clouds.Webex, AgentId: { } agentId })
        {
            return null;
        }

        if (await agents.ExpectedAsync(purpose.TenantId, agentId, cancellationToken) is not { } expected)
        {
            return null;
        }

        // Who is expected is said by an administrator of the org that gains: he alone must not take anybody from another org or another agent.
        var isExpected = expected.Is(signedIn.SubjectId, signedIn.Email);
        var loss = await consents.IsElsewhereAsync(GrantKey.Person(purpose.TenantId, signedIn.SubjectId), cancellationToken) ? texts["SignInServedElsewhere"]
            : await agents.IsTakenAsync(agentId, signedIn.SubjectId, cancellationToken) ? texts["SignInServedHere"]
            : null;
        return (isExpected, loss) switch
        {
            (true, null) => null,
            (true, _) => $"{texts["SignInBothYou", signedIn.Name, signedIn.Email, expected.AgentName]} {loss}",
            _ => string.Join(' ', expected.PersonId is null
                ? texts["SignInBothYou", signedIn.Name, signedIn.Email, expected.LoginHint ?? expected.AgentName]
                : texts["SignInNotWhom", signedIn.Name, signedIn.Email, expected.AgentName, expected.PersonName], loss).TrimEnd(),
        };
    }

    private async Task<SignInOutcome> IntegrationAsync(Tenant tenant, Actor? who, SignedIn signedIn, Texts texts, CancellationToken cancellationToken)
    {
        string org;
        try
        {
            org = await salesforce.OrgNameAsync(signedIn, cancellationToken); // A session that may not use the API is of no use.
        }
        catch (CloudSignInException problem)
        {
            var outcome = SignInOutcome.Refused(RefusalTexts.Whole(texts, Clouds.Salesforce, problem));
            return problem.Refused ? outcome with { Refusal = (problem.Code ?? "", problem.Message) } : outcome;
        }

        if (!await tenants.JoinOrgAsync(tenant.Id, signedIn.OrgId, signedIn.Instance, signedIn.Name, who ?? new Actor(signedIn.Name, signedIn.SubjectId), cancellationToken))
        {
            return SignInOutcome.Refused(tenant.SalesforceOrgId is { } joined ? texts["SignInErrOrgChanged", signedIn.OrgId, joined] : texts["SignInErrOrgTaken"]);
        }

        return await KeepAsync(GrantKey.Integration(tenant.Id), signedIn, SignInOutcome.Done(texts["SignInDoneIntegration", signedIn.Name, org]), texts, cancellationToken);
    }

    private async Task<SignInOutcome> AgentAsync(
        Tenant tenant, Guid agentId, string expectedUser, SignedIn signedIn, Texts texts, CancellationToken cancellationToken)
    {
        if (signedIn.OrgId != tenant.SalesforceOrgId)
        {
            return SignInOutcome.Refused(texts["SignInErrOtherOrg"]);
        }

        if (signedIn.SubjectId != expectedUser)
        {
            return SignInOutcome.Refused(texts["SignInErrOtherUser", signedIn.Name]);
        }

        return await KeepAsync(GrantKey.Agent(tenant.Id, agentId), signedIn, SignInOutcome.Done(texts["SignInDoneSalesforce", signedIn.Name]), texts, cancellationToken);
    }

    private async Task<SignInOutcome> LaunchAsync(Tenant tenant, SignedIn signedIn, Texts texts, CancellationToken cancellationToken)
    {
        if (signedIn.OrgId != tenant.SalesforceOrgId)
        {
            return SignInOutcome.Refused(texts["SignInErrOtherOrg"]);
        }

        try
        {
            if (await agents.LaunchAsync(tenant, signedIn.SubjectId, cancellationToken) is not { } agentId)
            {
                return SignInOutcome.Refused(texts["SignInErrNoUser", signedIn.Name]);
            }

            var done = SignInOutcome.Done(texts["SignInDoneLaunch", signedIn.Name]) with { AgentId = agentId };
            return await KeepAsync(GrantKey.Agent(tenant.Id, agentId), signedIn, done, texts, cancellationToken);
        }
        catch (SalesforceException problem)
        {
            // The integration user was not answered, and whoever has just signed in was not refused.
            return SignInOutcome.Refused(RefusalTexts.Whole(texts, Clouds.Salesforce, new CloudSignInException(refused: false, problem.Message, problem, problem.ErrorCode)));
        }
    }

    private async Task<SignInOutcome> WebexAsync(Tenant tenant, Guid agentId, SignedIn signedIn, Texts texts, CancellationToken cancellationToken)
    {
        var personId = signedIn.SubjectId;
        var key = GrantKey.Person(tenant.Id, personId);
        await consents.KeepAsync(key, signedIn.Tokens, signedIn.OrgId, cancellationToken); // First of all: what breaks off after this has cost nobody his sign-in.
        var movedFrom = await consents.TakeFromOthersAsync(key, cancellationToken);
        foreach (var former in movedFrom)
        {
            // Their administrators are told that he is gone, and not where to.
            await changes.NoteAsync(former, new AuditEvent(ConnectionAudit.Unlinked, ConnectionAudit.MovedPerson, signedIn.Email, null), new Actor(signedIn.Name, ""), cancellationToken);
        }

        var link = await agents.JoinAsync(tenant.Id, agentId, personId, cancellationToken);
        if (link.FormerPersonId is { } formerPerson)
        {
            await consents.WithdrawAsync(GrantKey.Person(tenant.Id, formerPerson), cancellationToken);
        }

        await watcher.ChangedAsync(key, Linked, cancellationToken);
        var isHeard = await webhooks.EnsureAsync(tenant, personId, cancellationToken);

        List<string> sentences = [texts["SignInDoneWebex", signedIn.Name]];
        sentences.AddRange(movedFrom.Count > 0 ? [texts["SignInMoved"]] : []);
        sentences.AddRange(link.WasColleagues ? [texts["SignInTaken"]] : []);
        sentences.AddRange(isHeard ? [] : [texts["SignInWebhookLater"]]);
        return SignInOutcome.Done(string.Join(' ', sentences));
    }

    // What this process knows of the tenant's org may be half a minute old: it is compared once more where it is kept.
    private async Task<SignInOutcome> KeepAsync(GrantKey key, SignedIn signedIn, SignInOutcome done, Texts texts, CancellationToken cancellationToken)
    {
        if (!await consents.KeepAsync(key, signedIn.Tokens, signedIn.OrgId, cancellationToken))
        {
            return SignInOutcome.Refused(texts["SignInErrOtherOrg"]);
        }

        await watcher.ChangedAsync(key, Linked, cancellationToken);
        return done;
    }
}
