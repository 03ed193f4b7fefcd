using Tieline.Salesforce;
using Tieline.Server.Connections;

namespace Tieline.Server.Users.Launching;

/// <summary>The package's records <c>Webex_Launch_Key__c</c>, written as the integration user. The key itself is never read back: its field is encrypted.</summary>
internal sealed class OrgLaunchKeys(CloudClients clouds, TielineOptions options)
{
    internal const string Object = "Webex_Launch_Key__c";

    /// <summary>Which org answers, and which keys are there.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked, or has no such object for the integration user (<see cref="IsNoPackage"/>).</exception>
    public async Task<OrgLaunchKey> LookAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var salesforce = await clouds.SalesforceAsIntegrationAsync(tenantId, cancellationToken);
        var org = await salesforce.Query.FirstOrDefaultAsync<Row>($"SELECT Id FROM Organization LIMIT 1", cancellationToken);
        var keys = await salesforce.Query.ListAsync<Row>($"SELECT Id, Server_Url__c, Active__c FROM Webex_Launch_Key__c ORDER BY CreatedDate DESC, Name DESC", cancellationToken);
        var newest = keys.FirstOrDefault(key => key.Active__c);
        return new OrgLaunchKey(org?.Id ?? "", newest?.Id, newest?.Server_Url__c ?? "", [.. keys.Where(key => key.Id != newest?.Id).Select(key => key.Id)]);
    }

    /// <summary>The address of another Tieline server that serves this org: the newest key leads there. Null when there is none.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public async Task<string?> OtherServerAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        try
        {
            var newest = await LookAsync(tenantId, cancellationToken);
            return newest.ServerUrl.Length > 0 && !IsOurs(newest) ? newest.ServerUrl : null;
        }
        catch (SalesforceException problem) when (IsNoPackage(problem))
        {
            return null;
        }
    }

    /// <summary>Puts a key there; from then on the org signs with it. Gives its record.</summary>
    /// <exception cref="SalesforceException">It may be there nevertheless when the answer was lost: written again it is there twice, which harms nobody.</exception>
    public async Task<string> WriteAsync(Guid tenantId, string key, CancellationToken cancellationToken)
    {
        var salesforce = await clouds.SalesforceAsIntegrationAsync(tenantId, cancellationToken);
        var fields = new Dictionary<string, object?> { ["Secret__c"] = key, ["Server_Url__c"] = options.PublicAddress, ["Active__c"] = true };
        return await salesforce.Records.CreateAsync(Object, fields, null, cancellationToken);
    }

    /// <summary>All that are there, active or not; among them those that a sandbox was copied with.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public async Task<IReadOnlyList<string>> AllAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var salesforce = await clouds.SalesforceAsIntegrationAsync(tenantId, cancellationToken);
        return [.. (await salesforce.Query.ListAsync<Row>($"SELECT Id FROM Webex_Launch_Key__c", cancellationToken)).Select(row => row.Id)];
    }

    /// <exception cref="SalesforceException">Some may be left; they sign nothing while a newer one is there.</exception>
    public async Task DeleteAsync(Guid tenantId, IReadOnlyList<string> recordIds, CancellationToken cancellationToken)
    {
        var salesforce = await clouds.SalesforceAsIntegrationAsync(tenantId, cancellationToken);
        foreach (var recordId in recordIds)
        {
            await salesforce.Records.DeleteAsync(Object, recordId, cancellationToken);
        }
    }

    /// <summary>The key points the org's pages to this server.</summary>
    public bool IsOurs(OrgLaunchKey key) => key.ServerUrl.TrimEnd('/').Equals(options.PublicAddress, StringComparison.OrdinalIgnoreCase);

    public static bool IsNoPackage(SalesforceException problem) => problem.ErrorCode is "INVALID_TYPE" || problem.Kind == SalesforceErrorKind.NotFound;

    private sealed record Row(string Id, string? Server_Url__c, bool Active__c);
}

/// <param name="OrgId">Of the org that answered, 18 characters.</param>
/// <param name="RecordId">The newest active key; null when there is none.</param>
/// <param name="ServerUrl">To which server that key leads.</param>
/// <param name="Others">All other keys, active or not: they sign nothing.</param>
internal sealed record OrgLaunchKey(string OrgId, string? RecordId, string ServerUrl, IReadOnlyList<string> Others);
