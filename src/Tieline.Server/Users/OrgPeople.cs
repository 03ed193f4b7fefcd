using Tieline.Salesforce;
using Tieline.Server.Connections;

namespace Tieline.Server.Users;

/// <summary>The org's profiles and users, as an administrator chooses among them.</summary>
internal sealed class OrgPeople(CloudClients clouds)
{
    private const int Most = 20;

    /// <summary>By name.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public async Task<IReadOnlyList<NamedOne>> ProfilesAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var salesforce = await clouds.SalesforceAsIntegrationAsync(tenantId, cancellationToken);
        return [.. (await salesforce.Query.ListAsync<Row>($"SELECT Id, Name FROM Profile ORDER BY Name", cancellationToken)).Select(row => new NamedOne(row.Id, row.Name, null))];
    }

    /// <summary>Active users whose name or e-mail holds the text.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public async Task<IReadOnlyList<NamedOne>> UsersAsync(Guid tenantId, string text, CancellationToken cancellationToken)
    {
        var salesforce = await clouds.SalesforceAsIntegrationAsync(tenantId, cancellationToken);
        var like = LikePattern.Contains(text.Trim());
        var rows = await salesforce.Query.ListAsync<Row>(
            $"SELECT Id, Name, ProfileId FROM User WHERE IsActive = true AND (Name LIKE {like} OR Email LIKE {like}) ORDER BY Name LIMIT {Most}", cancellationToken);
        return [.. rows.Select(row => new NamedOne(row.Id, row.Name, row.ProfileId))];
    }

    private sealed record Row(string Id, string Name, string? ProfileId);
}

/// <summary>A profile or a user.</summary>
/// <param name="Id">18 characters.</param>
/// <param name="ProfileId">Of a user; null for a profile.</param>
internal sealed record NamedOne(string Id, string Name, string? ProfileId);
