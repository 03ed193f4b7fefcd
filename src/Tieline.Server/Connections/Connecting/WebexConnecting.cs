using System.Buffers.Text;
using System.Security.Cryptography;
using Tieline.Server.Audit;
using Tieline.Server.Connections.Refusals;
using Tieline.Server.Connections.SignIn;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Lightning;

namespace Tieline.Server.Connections.Connecting;

/// <summary>Checks the integration with which agents sign in, and connects a Service App.</summary>
internal sealed class WebexConnecting(WebexSignIn webex, Tenants tenants, TenantChanges changes, Consents consents, CloudRefusals refusals, IHttpClientFactory http)
{
    /// <summary>Whether Webex knows the integration, its redirect address and scopes, and whether the secret fits. Nobody is signed in by it. A refusal is kept until Webex takes it.</summary>
    public async Task<SignInOutcome> CheckIntegrationAsync(Guid tenantId, Texts say, CancellationToken cancellationToken)
    {
        if (await tenants.FindAsync(tenantId, cancellationToken) is not { WebexClientId.Length: > 0 } tenant)
        {
            return SignInOutcome.Refused(say["WebexNoIntegration"]);
        }

        try
        {
            var key = GrantKey.WebexIntegration(tenantId);
            if (await RefusalAsync(tenant, cancellationToken) is { } refusal)
            {
                await refusals.NoteAsync(key, refusal.Code ?? "", refusal.Words, cancellationToken);
                return Refused(say, refusal.Code, refusal.Words);
            }

            await refusals.ForgetAsync(key, cancellationToken);
            return SignInOutcome.Done(say["WebexIntegrationGood"]);
        }
        catch (Exception problem) when (problem is CloudSignInException or HttpRequestException || (problem is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return SignInOutcome.Refused(say["SignInErrNoAnswer", "Webex"]);
        }
    }

    private async Task<(string? Code, string Words)?> RefusalAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        var page = webex.AuthorizeUrl(tenant, Chance(), Chance(), null);
        if (await Preflight.RefusalAsync(http.CreateClient(Clouds.Webex), page, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        try
        {
            // A refresh token of chance is refused in any case; the words tell whether the secret was looked at first and did not fit.
            await webex.RefreshAsync(tenant, "", Chance(), cancellationToken);
            return null;
        }
        catch (CloudSignInException problem) when (problem.Refused)
        {
            return WebexRefusals.Read(problem.Code, problem.Message) is WebexRefusal.WrongSecret or WebexRefusal.WrongKey ? (problem.Code, problem.Message) : null;
        }
    }

    /// <summary>Takes the refresh token that the developer portal shows once an administrator has authorized the Service App; it is renewed from then on.</summary>
    public async Task<SignInOutcome> ConnectServiceAppAsync(Guid tenantId, string refreshToken, Actor who, Texts say, CancellationToken cancellationToken)
    {
        if (await tenants.FindAsync(tenantId, cancellationToken) is not { ServiceAppClientId.Length: > 0 } tenant || !TenantFields.IsText(refreshToken, 4000))
        {
            return SignInOutcome.Refused(say["ServiceAppIncomplete"]);
        }

        if (tenant.IsLeaving)
        {
            return SignInOutcome.Refused(say["SignInErrLeaving"]);
        }

        try
        {
            var tokens = await webex.RefreshAsync(tenant, GrantKey.ServiceAppSubject, refreshToken.Trim(), cancellationToken);
            var (account, _) = await webex.OwnerAsync(tenant, tokens.AccessToken, cancellationToken);
            await consents.KeepAsync(GrantKey.ServiceApp(tenantId), tokens, "", cancellationToken);
            await changes.NoteAsync(tenantId, new AuditEvent(ConnectionAudit.Linked, "Webex Service App", null, account.DisplayName), who, cancellationToken);
            return SignInOutcome.Done(say["ServiceAppLinked", account.DisplayName]);
        }
        catch (CloudSignInException problem)
        {
            await (problem.Refused ? refusals.NoteAsync(GrantKey.ServiceApp(tenantId), problem.Code ?? "", problem.Message, cancellationToken) : Task.CompletedTask);
            return SignInOutcome.Refused(RefusalTexts.Whole(say, Clouds.Webex, problem));
        }
    }

    private static SignInOutcome Refused(Texts say, string? code, string words) => SignInOutcome.Refused(RefusalTexts.Whole(say, Clouds.Webex, code, words));

    private static string Chance() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
