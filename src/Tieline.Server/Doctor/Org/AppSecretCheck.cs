using Tieline.Salesforce;

namespace Tieline.Server.Doctor.Org;

/// <summary>Salesforce takes key and secret of the app.</summary>
internal sealed class AppSecretCheck(AppTokens tokens) : ICheck
{
    public Mender Who => Mender.Tieline;

    public IReadOnlyList<string> Says { get; } = ["Refused"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
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
