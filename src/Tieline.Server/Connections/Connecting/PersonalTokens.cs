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
        return new PersonalTokenState(owner, kept.AccessExpiresAt ?? clock.UtcNow, IsRegistered: used is { RefreshToken.Length: 0, Status.State: ConnectionState.Linked } && used.AccessToken == kept.AccessToken && kept.AccessExpiresAt > clock.UtcNow, HasOwnSignIn: IsOwn(used));
    }

    /// <summary>Save: asks Webex whose it is, and keeps it.</summary>
    public async Task<SignInOutcome> SaveAsync(Guid tenantId, string token, Actor who, Texts say, CancellationToken cancellationToken)
    {
        if (await TenantAsync(tenantId, cancellationToken) is not { } tenant || !TenantFields.IsText(token, 4000))
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
            if (tenant.PersonalToken is { } former && former.PersonId != WebexIds.BareUuid(owner.Id))
            {
                await SilenceAsync(tenantId, former, cancellationToken); // Nothing would show him as spoken for by a token any more.
            }

            await changes.NoteTokenOwnerAsync(tenantId, OwnerOf(owner), who, cancellationToken);
            await consents.KeepAsync(GrantKey.PersonalToken(tenantId), new CloudTokens(bare, null, life < Life ? life : Life, null), "", cancellationToken);
            return SignInOutcome.Done(say["PersonalTokenSaved", owner.DisplayName]);
        }
        catch (CloudSignInException problem)
        {
            return Refused(say, problem);
        }
    }

    /// <summary>
    /// Register: the token speaks for its owner, who must be an agent; Webex announces his calls. Whose it is is asked of Webex anew: who was noted with it may
    /// be another, when the token was replaced at this moment or on another server.
    /// </summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="isSure">The administrator knows that another org or another softphone loses the owner by it.</param>
    /// <param name="who">For the audit trail.</param>
    /// <param name="say">The language of the outcome.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns><see cref="SignInOutcome.Waiting"/> with a question while somebody would lose the owner and nobody said that he may.</returns>
    public async Task<SignInOutcome> RegisterAsync(Guid tenantId, bool isSure, Actor who, Texts say, CancellationToken cancellationToken)
    {
        if (await TenantAsync(tenantId, cancellationToken) is not { } tenant
            || await grants.FindAsync(GrantKey.PersonalToken(tenantId), cancellationToken) is not { AccessToken.Length: > 0 } kept || kept.AccessExpiresAt <= clock.UtcNow)
        {
            return SignInOutcome.Refused(say["PersonalTokenPaste"]);
        }

        if (tenant.IsLeaving)
        {
            return SignInOutcome.Refused(say["SignInErrLeaving"]);
        }

        TokenOwner owner;
        try
        {
            owner = OwnerOf((await webex.OwnerAsync(tenant, kept.AccessToken, cancellationToken)).Owner);
        }
        catch (CloudSignInException problem)
        {
            return Refused(say, problem);
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

        if (await agents.PersonOfAsync(tenantId, agentId, cancellationToken) is { } joined && IsOwn(await grants.FindAsync(GrantKey.Person(tenantId, joined), cancellationToken)))
        {
            return SignInOutcome.Refused(say["PersonalTokenOtherPerson", owner.Email]);
        }

        if (!isSure && await LossAsync(tenantId, agentId, owner, say, cancellationToken) is { } loss)
        {
            return SignInOutcome.Waiting with { Message = loss };
        }

        var signedIn = new SignedIn(new CloudTokens(kept.AccessToken, null, kept.AccessExpiresAt - clock.UtcNow, null), owner.PersonId, "", "", owner.Name, owner.Email);
        var outcome = await completion.CompleteAsync(tenant, new SignInPurpose(tenantId, Clouds.Webex, agentId, "", say.Culture.Name, null), signedIn, say, cancellationToken);
        await (tenant.PersonalToken == owner ? Task.CompletedTask : changes.NoteTokenOwnerAsync(tenantId, owner, who, cancellationToken));
        await changes.NoteAsync(tenantId, new AuditEvent(ConnectionAudit.Linked, "Webex", null, owner.Email), who, cancellationToken);
        return outcome;
    }

    /// <summary>Unregister: the token is forgotten here; an owner who has signed in himself since stays signed in.</summary>
    public async Task UnregisterAsync(Guid tenantId, Actor who, CancellationToken cancellationToken)
    {
        if (await TenantAsync(tenantId, cancellationToken) is not { PersonalToken: { } owner })
        {
            return;
        }

        await SilenceAsync(tenantId, owner, cancellationToken);
        await consents.WithdrawAsync(GrantKey.PersonalToken(tenantId), cancellationToken);
        await changes.NoteTokenOwnerAsync(tenantId, null, who, cancellationToken);
    }

    // Read anew: another server may have kept or forgotten a token within the half minute for which a tenant is known here.
    private Task<Tenant?> TenantAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        tenants.Forget(tenantId);
        return tenants.FindAsync(tenantId, cancellationToken);
    }

    private async Task SilenceAsync(Guid tenantId, TokenOwner owner, CancellationToken cancellationToken)
    {
        var person = GrantKey.Person(tenantId, owner.PersonId);
        if (await grants.FindAsync(person, cancellationToken) is { RefreshToken.Length: 0 })
        {
            await consents.WithdrawAsync(person, cancellationToken);
            await agents.PartAsync(tenantId, owner.PersonId, cancellationToken);
        }
    }

    private async Task<string?> LossAsync(Guid tenantId, Guid agentId, TokenOwner owner, Texts say, CancellationToken cancellationToken) =>
        await consents.IsElsewhereAsync(GrantKey.Person(tenantId, owner.PersonId), cancellationToken) ? say["PersonalTokenServedElsewhere", owner.Name]
        : await agents.IsTakenAsync(agentId, owner.PersonId, cancellationToken) ? say["PersonalTokenServedHere", owner.Name]
        : null;

    private static TokenOwner OwnerOf(Tieline.Webex.Person owner) => new(WebexIds.BareUuid(owner.Id), owner.DisplayName ?? "", owner.Emails.FirstOrDefault() ?? "");

    private static SignInOutcome Refused(Texts say, CloudSignInException problem) =>
        SignInOutcome.Refused(RefusalTexts.Whole(say, Clouds.Webex, problem));

    private static bool IsOwn(Grant? grant) => grant is { RefreshToken.Length: > 0, Status.State: ConnectionState.Linked };
}

/// <param name="ExpiresAt">The last moment at which it may still work.</param>
/// <param name="IsRegistered">It speaks for its owner now.</param>
/// <param name="HasOwnSignIn">Its owner has signed in himself: the token is not needed.</param>
internal sealed record PersonalTokenState(TokenOwner Owner, DateTimeOffset ExpiresAt, bool IsRegistered, bool HasOwnSignIn);
