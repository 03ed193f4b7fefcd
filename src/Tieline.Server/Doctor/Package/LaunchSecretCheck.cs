using System.Security.Cryptography;
using System.Text;
using Tieline.Salesforce;
using Tieline.Server.Connections;

namespace Tieline.Server.Doctor.Package;

/// <summary>The secret with which the org signs launch tokens can be read here, and is the one that the org has. Of the secret itself nothing is told.</summary>
internal sealed class LaunchSecretCheck(Tenants tenants, TielineOptions options) : ICheck
{
    public Mender Who => Mender.Tieline;

    public IReadOnlyList<string> Says { get; } = ["Unreadable", "Alone", "NotInOrg", "Differs", "OtherServer"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        string secret;
        try
        {
            secret = (await tenants.SecretsAsync(on.Tenant.Id, cancellationToken)).LaunchSecret;
        }
        catch (CryptographicException problem)
        {
            return Finding.Broken("Unreadable").With(problem.GetType().Name);
        }

        var salesforce = await on.OrgClientAsync(cancellationToken);
        if (!(await on.PackageAsync(cancellationToken)).IsDeployed)
        {
            return new Finding(Verdict.Well, "Alone", []);
        }

        var key = await salesforce.Query.FirstOrDefaultAsync<KeyRow>(
            $"SELECT Name, Secret__c, Server_Url__c FROM Webex_Launch_Key__c WHERE Active__c = TRUE ORDER BY CreatedDate DESC, Name DESC LIMIT 1", cancellationToken);
        return key is null ? Finding.Broken("NotInOrg")
            : (!IsSame(key.Secret__c, secret) ? Finding.Broken("Differs")
                : key.Server_Url__c != options.PublicAddress ? Finding.Broken("OtherServer", key.Server_Url__c ?? "", options.PublicAddress)
                : Finding.Well()).With($"Webex_Launch_Key__c {key.Name}, server {key.Server_Url__c}");
    }

    private static bool IsSame(string? one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one ?? ""), Encoding.UTF8.GetBytes(other));

    private sealed record KeyRow(string? Name, string? Secret__c, string? Server_Url__c);
}
