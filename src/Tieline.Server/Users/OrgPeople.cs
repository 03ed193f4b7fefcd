using Tieline.Salesforce;
using Tieline.Server.Connections;

namespace Tieline.Server.Users;

/// <summary>The org's profiles and users, as an administrator chooses among them.</summary>
internal sealed class OrgPeople(CloudClients clouds)
{
    /// <summary>A search gives at most so many users.</summary>
    public const int Most = 50;

    private static readonly SoqlName[] Fields =
        [.. new[] { "Id", "Name", "Email", "FederationIdentifier", "ProfileId", "Profile.Name", "IsActive", "UserType" }.Select(name => new SoqlName(name))];

    // As many ids as fit into the address of one query.
    private const int IdsAtOnce = 300;

    /// <summary>By name.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public async Task<IReadOnlyList<NamedOne>> ProfilesAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var salesforce = await clouds.SalesforceAsIntegrationAsync(tenantId, cancellationToken);
        return [.. (await salesforce.Query.ListAsync<Row>($"SELECT Id, Name FROM Profile ORDER BY Name", cancellationToken)).Select(row => new NamedOne(row.Id, row.Name, null))];
    }

    /// <summary>The names of profiles and users; those whom Salesforce does not know any more are left out.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(Guid tenantId, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return new Dictionary<string, string>();
        }

        var salesforce = await clouds.SalesforceAsIntegrationAsync(tenantId, cancellationToken);
        var users = await salesforce.Query.ListAsync<Row>($"SELECT Id, Name FROM User WHERE Id IN {ids}", cancellationToken);
        var profiles = await salesforce.Query.ListAsync<Row>($"SELECT Id, Name FROM Profile WHERE Id IN {ids}", cancellationToken);
        return users.Concat(profiles).ToDictionary(row => row.Id, row => row.Name);
    }

    /// <summary>Active users, by name, whose name, e-mail or username holds the text; at most <see cref="Most"/>.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public async Task<IReadOnlyList<OrgUser>> SearchAsync(Guid tenantId, string text, CancellationToken cancellationToken)
    {
        var salesforce = await clouds.SalesforceAsIntegrationAsync(tenantId, cancellationToken);
        var like = LikePattern.Contains(text.Trim());
        return Users(await salesforce.Query.ListAsync<UserRow>(
            $"SELECT {Fields} FROM User WHERE IsActive = true AND (Name LIKE {like} OR Email LIKE {like} OR Username LIKE {like}) ORDER BY Name LIMIT {Most}",
            cancellationToken));
    }

    /// <summary>Those of these users whom the org has, inactive ones too; by name.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public async Task<IReadOnlyList<OrgUser>> ByIdsAsync(Guid tenantId, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var salesforce = await clouds.SalesforceAsIntegrationAsync(tenantId, cancellationToken);
        var found = new List<OrgUser>();
        foreach (var some in ids.Distinct().Chunk(IdsAtOnce))
        {
            found.AddRange(Users(await salesforce.Query.ListAsync<UserRow>(
                $"SELECT {Fields} FROM User WHERE Id IN {some}", cancellationToken)));
        }

        return [.. found.OrderBy(user => user.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(user => user.Id, StringComparer.Ordinal)];
    }

    /// <summary>The user as whom Tieline itself speaks, 18 characters; null when Salesforce does not say.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public async Task<string?> IntegrationUserIdAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var salesforce = await clouds.SalesforceAsIntegrationAsync(tenantId, cancellationToken);
        return RecordId.TryParse((await salesforce.Identity.UserInfoAsync(cancellationToken)).UserId, out var id) ? id.Value : null;
    }

    private static List<OrgUser> Users(IEnumerable<UserRow> rows) =>
        [.. rows.Select(row => new OrgUser(
            row.Id, row.Name ?? "", row.Email ?? "", row.FederationIdentifier ?? "", row.Profile?.Name ?? "", row.IsActive, row.ProfileId ?? "", row.UserType == SalesforceUser.Internal))];

    private sealed record Row(string Id, string Name);

    private sealed record UserRow(string Id, string? Name, string? Email, string? FederationIdentifier, string? ProfileId, ProfileRow? Profile, bool IsActive, string? UserType);

    private sealed record ProfileRow(string? Name);
}

/// <summary>A profile or a user.</summary>
/// <param name="Id">18 characters.</param>
/// <param name="ProfileId">Of a user; null for a profile.</param>
internal sealed record NamedOne(string Id, string Name, string? ProfileId);
