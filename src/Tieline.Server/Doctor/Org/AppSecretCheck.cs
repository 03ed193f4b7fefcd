using Tieline.Salesforce;
using Tieline.Server.Connections;

namespace Tieline.Server.Doctor.Org;

/// <summary>Salesforce takes key and secret of the app.</summary>
internal sealed class AppSecretCheck(AppTokens tokens, Tenants tenants) : ICheck
{
    public Mender Who => Mender.Tieline;

    public IReadOnlyList<string> Says { get; } = ["Refused", "NoSecret"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        if (await on.OrgAsync(cancellationToken) is { Cause: OrgCause.AppSecret } access)
        {
            return access.Judge(OrgCause.AppSecret);
        }

        // With its certificate the server signs in without a secret; people cannot.
        if (on.Tenant.SalesforceWay == SalesforceWay.JwtBearer && (await tenants.SecretsAsync(on.Tenant.Id, cancellationToken)).SalesforceConsumerSecret.Length == 0)
        {
            return Finding.Warning("NoSecret").With($"consumer key {on.Tenant.SalesforceConsumerKey}", "no consumer secret");
        }

        try
        {
            await tokens.RefreshTokenAsync(on.Tenant, cancellationToken);
            return Finding.Well().With($"consumer key {on.Tenant.SalesforceConsumerKey}");
        }
        catch (SalesforceException problem) when (problem.ErrorCode is "invalid_client" or "invalid_client_id")
        {
            return Finding.Broken("Refused", problem.Message).With(problem.ErrorCode, $"consumer key {on.Tenant.SalesforceConsumerKey}");
        }
    }
}
