using Tieline.Server.Audit;
using Tieline.Server.Connections.SignIn;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Diagnostics;
using Tieline.Server.Lightning;

namespace Tieline.Server.Connections.Connecting;

/// <summary>
/// The panel "Webex Integration Settings" of the original: a personal access token of the developer portal is pasted, saved, and registered. It lives
/// twelve hours and cannot be renewed, and speaks for one person: for trying only. See <a href="https://developer.webex.com/docs/getting-started">Getting started</a>.
/// </summary>
internal sealed class PersonalTokens(
    WebexSignIn webex, Tenants tenants, TenantChanges changes, GrantStore grants, Consents consents, IAgentLinks agents, SignInCompletion completion, Clock clock)
{
    /// <summary>How long such a token lives at most.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(12);

    /// <summary>From when on the page warns.</summary>
    public static readonly TimeSpan WarnedBefore = TimeSpan.FromHours(2);

    /// <summary>Null when none is kept.</summary>
    public async Task<PersonalTokenState?> StateAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        if (tenant.PersonalToken is not { } owner || await grants.FindAsync(GrantKey.PersonalToken(tenant.Id), cancellationToken) is not { } kept)
        {
            return null;
        }

        var used = await grants.FindAsync(GrantKey.Person(tenant.Id, owner.PersonId), cancellationToken);
        return new PersonalTokenState(owner, kept.AccessExpiresAt ?? clock.UtcNow, IsRegistered: used is { RefreshToken.Length: 0 } && used.AccessToken == kept.AccessToken, HasOwnSignIn: IsOwn(used));
    }

    /// <summary>Save: asks Webex whose it is, and keeps it.</summary>
    public async Task<SignInOutcome> SaveAsync(Guid tenantId, string token, Actor who, Texts say, CancellationToken cancellationToken)
    {
        if (await tenants.FindAsync(tenantId, cancellationToken) is not { } tenant || !TenantFields.IsText(token, 4000))
        {
            return SignInOutcome.Refused(say["PersonalTokenPaste"]);
        }

        if (tenant.IsLeaving)
        {
            return SignInOutcome.Refused(say["SignInErrLeaving"]);
        }

        try
        {
            var bare = token.Trim();
            bare = bare.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? bare["Bearer ".Length..].Trim() : bare; // So it is copied from the portal.
            var (owner, expiresAt) = await webex.OwnerAsync(tenant, bare, cancellationToken);
            var life = (expiresAt ?? clock.UtcNow + Life) - clock.UtcNow;
            await consents.KeepAsync(GrantKey.PersonalToken(tenantId), new CloudTokens(bare, null, life < Life ? life : Life, null), cancellationToken);
            await changes.NoteTokenOwnerAsync(tenantId, new TokenOwner(WebexIds.BareUuid(owner.Id), owner.DisplayName ?? "", owner.Emails.FirstOrDefault() ?? ""), who, cancellationToken);
            return SignInOutcome.Done(say["PersonalTokenSaved", owner.DisplayName]);
        }
        catch (CloudSignInException problem)
        {
            return SignInOutcome.Refused(problem.Refused ? RefusalTexts.Whole(say, Clouds.Webex, problem.Code, problem.Message) : say["SignInErrNoAnswer", "Webex"]);
        }
    }

    /// <summary>Register: the token speaks for its owner, who must be an agent; Webex announces his calls.</summary>
    public async Task<SignInOutcome> RegisterAsync(Guid tenantId, Actor who, Texts say, CancellationToken cancellationToken)
    {
        if (await tenants.FindAsync(tenantId, cancellationToken) is not { PersonalToken: { } owner } tenant
            || await grants.FindAsync(GrantKey.PersonalToken(tenantId), cancellationToken) is not { AccessToken.Length: > 0 } kept || kept.AccessExpiresAt <= clock.UtcNow)
        {
            return SignInOutcome.Refused(say["PersonalTokenPaste"]);
        }

        if (tenant.IsLeaving)
        {
            return SignInOutcome.Refused(say["SignInErrLeaving"]);
        }

        // Twelve hours must not take the place of a sign-in that renews itself.
        if (IsOwn(await grants.FindAsync(GrantKey.Person(tenantId, owner.PersonId), cancellationToken)))
        {
            return SignInOutcome.Refused(say["PersonalTokenNotNeeded", owner.Name]);
        }

        if (await agents.OfPersonAsync(tenantId, owner.PersonId, owner.Email, cancellationToken) is not { } agentId)
        {
            return SignInOutcome.Refused(say["PersonalTokenNobody", owner.Email]);
        }

        var signedIn = new SignedIn(new CloudTokens(kept.AccessToken, null, kept.AccessExpiresAt - clock.UtcNow, null), owner.PersonId, "", "", owner.Name, owner.Email);
        var outcome = await completion.CompleteAsync(tenant, new SignInPurpose(tenantId, Clouds.Webex, agentId, "", say.Culture.Name, null), signedIn, say, cancellationToken);
        await changes.NoteAsync(tenantId, new AuditEvent(ConnectionAudit.Linked, "Webex", null, owner.Email), who, cancellationToken);
        return outcome;
    }

    /// <summary>Unregister: the token is forgotten here; an owner who has signed in himself since stays signed in.</summary>
    public async Task UnregisterAsync(Guid tenantId, Actor who, CancellationToken cancellationToken)
    {
        if (await tenants.FindAsync(tenantId, cancellationToken) is not { PersonalToken: { } owner })
        {
            return;
        }

        var person = GrantKey.Person(tenantId, owner.PersonId);
        if (await grants.FindAsync(person, cancellationToken) is { RefreshToken.Length: 0 })
        {
            await consents.WithdrawAsync(person, cancellationToken);
            await agents.PartAsync(tenantId, owner.PersonId, cancellationToken);
        }

        await consents.WithdrawAsync(GrantKey.PersonalToken(tenantId), cancellationToken);
        await changes.NoteTokenOwnerAsync(tenantId, null, who, cancellationToken);
    }

    private static bool IsOwn(Grant? grant) => grant is { RefreshToken.Length: > 0, Status.State: ConnectionState.Linked };
}

/// <param name="ExpiresAt">The last moment at which it may still work.</param>
/// <param name="IsRegistered">It speaks for its owner now.</param>
/// <param name="HasOwnSignIn">Its owner has signed in himself: the token is not needed.</param>
internal sealed record PersonalTokenState(TokenOwner Owner, DateTimeOffset ExpiresAt, bool IsRegistered, bool HasOwnSignIn);
