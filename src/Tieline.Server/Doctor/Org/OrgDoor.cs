using System.Globalization;
using Tieline.Salesforce;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Refusals;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Diagnostics;

namespace Tieline.Server.Doctor.Org;

/// <summary>Knocks at the org as the integration user. A session that has ended is renewed on the way, so that a withdrawn consent shows now and not at the next call.</summary>
internal sealed class OrgDoor(CloudClients clients, Consents consents, CloudRefusals refusals, AppTokens tokens, Clock clock)
{
    private const string Asked = "query Organization";

    /// <summary>Less than a check may look: an org that hangs is then one check's finding, and the others name it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    public static string Seconds => Patience.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);

    public async Task<OrgAccess> TryAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        var key = GrantKey.Integration(tenant.Id);
        if (tenant.SalesforceInstance is null || await consents.StatusAsync(key, cancellationToken) is not ({ State: ConnectionState.Linked } or { MayHeal: true }))
        {
            return await ShutOutAsync(tenant, OrgCause.SignIn, "", cancellationToken);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            var client = await clients.SalesforceAsIntegrationAsync(tenant.Id, limit.Token);
            var organization = await client.Query.FirstOrDefaultAsync<OrganizationRow>($"SELECT Name, OrganizationType, InstanceName, IsSandbox FROM Organization", limit.Token);
            return new OrgAccess(client, organization, "", "", "", [$"{Asked}: answered at {clock.UtcNow:u}"]);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Closed(OrgCause.MyDomain, $"{Seconds} s", OrgAccess.NotInTime);
        }
        catch (SalesforceException problem) when (problem.Kind == SalesforceErrorKind.SessionExpired)
        {
            return await ShutOutAsync(tenant, OrgCause.SignIn, problem.Message, cancellationToken);
        }
        catch (SalesforceException problem) when (OrgCause.OfRequest(problem.Kind, problem.ErrorCode) is { } cause)
        {
            return Closed(cause, problem.Message, problem.ErrorCode ?? "");
        }
    }

    /// <summary>Why he is shut out was said when he was refused. What is kept of a try that failed while he was signed in explains nothing else.</summary>
    private async Task<OrgAccess> ShutOutAsync(Tenant tenant, string otherwise, string words, CancellationToken cancellationToken)
    {
        var key = GrantKey.Integration(tenant.Id);
        if ((await refusals.ListAsync(key.TenantId, key.Cloud, cancellationToken)).FirstOrDefault(one => one.Subject == key.Subject) is not { } refusal)
        {
            return Closed(otherwise, words, "");
        }

        var cause = OrgCause.OfSignIn(tenant.SalesforceWay, refusal.Code, refusal.Words);
        return cause == OrgCause.AppSecret && await tokens.AreTakenAsync(tenant, cancellationToken)
            ? Closed(OrgCause.SignIn, "", OrgAccess.SecretIsMended)
            : Closed(cause, refusal.Words, refusal.Code) with { Evidence = [$"sign-in refused at {refusal.At:u}: {refusal.Code} {refusal.Words}"] };
    }

    private static OrgAccess Closed(string cause, string words, string code) => new(null, null, cause, words, code, [$"{Asked}: {code} {words}"]);
}
