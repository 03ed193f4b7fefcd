using System.Text.Json;
using Tieline.Salesforce;
using Tieline.Server.Users.Launching;

namespace Tieline.Server.Leaving.Inventory;

/// <summary>What of Tieline an org holds, by its set-up.</summary>
internal sealed class OrgComponents(OrgLaunchKeys launchKeys)
{
    /// <summary>The channel on which the org tells Tieline of changes.</summary>
    public const string Channel = "Webex__chn";

    /// <summary>How many rows the org tells of dependencies at most.</summary>
    internal const int MostDependencies = 2000;

    /// <summary>The parts of one sort that are there, each by name with how many have it (a quick action is one for each object).</summary>
    /// <exception cref="SalesforceException">They cannot be listed.</exception>
    public async Task<IReadOnlyList<LeavingItem>> PartsAsync(SalesforceClient salesforce, PackageParts parts, CancellationToken cancellationToken)
    {
        var (from, name) = (new SoqlName(parts.Object), new SoqlName(parts.NameField));
        var soql = Soql.Of($"SELECT {name} FROM {from} WHERE {name} IN {parts.Names}");
        var rows = parts.IsTooling ? await salesforce.Tooling.ListAsync<JsonElement>(soql, cancellationToken) : await salesforce.Query.ListAsync<JsonElement>(soql, cancellationToken);
        return [.. rows.GroupBy(row => row.GetProperty(parts.NameField).GetString() ?? "", StringComparer.Ordinal).OrderBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => new LeavingItem(LeavingThing.Component, $"{parts.Object}: {same.Key}", same.Count()))];
    }

    /// <summary>
    /// The pages of the org that show our components, as far as it knows: see
    /// <a href="https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_metadatacomponentdependency.htm">MetadataComponentDependency</a>.
    /// It takes no filter by name, and gives <see cref="MostDependencies"/> rows and no more: so all of the sort are asked for and ours looked out here.
    /// </summary>
    /// <returns>The pages, and whether there may be more.</returns>
    /// <exception cref="SalesforceException">The org does not tell.</exception>
    public async Task<(IReadOnlyList<LeavingItem> Pages, bool MayBeMore)> UsesAsync(SalesforceClient salesforce, CancellationToken cancellationToken)
    {
        var rows = await salesforce.Tooling.ListAsync<Dependency>(
            $"SELECT MetadataComponentName, MetadataComponentType, RefMetadataComponentName FROM MetadataComponentDependency WHERE RefMetadataComponentType = 'LightningComponentBundle'", cancellationToken);
        var ours = PackageParts.All.SelectMany(parts => parts.Names).ToHashSet(StringComparer.Ordinal);
        var names = rows.Where(row => PackageParts.Components.Contains(row.RefMetadataComponentName) && !ours.Contains(row.MetadataComponentName))
            .Select(row => $"{row.MetadataComponentType} {row.MetadataComponentName}: {row.RefMetadataComponentName}").Distinct().Order(StringComparer.Ordinal);
        return ([.. names.Select(name => new LeavingItem(LeavingThing.ComponentUse, name, 1))], rows.Count >= MostDependencies);
    }

    /// <summary>The groups of permission sets that hold one of ours: they keep it from being deleted.</summary>
    /// <exception cref="SalesforceException">They cannot be listed.</exception>
    public async Task<IReadOnlyList<LeavingItem>> GroupsAsync(SalesforceClient salesforce, CancellationToken cancellationToken)
    {
        var rows = await salesforce.Query.ListAsync<Member>(
            $"SELECT PermissionSetGroup.DeveloperName, PermissionSet.Name FROM PermissionSetGroupComponent WHERE PermissionSet.Name IN {PackageParts.PeoplesSets} AND PermissionSet.NamespacePrefix = null", cancellationToken);
        return [.. rows.Select(row => new LeavingItem(LeavingThing.SetGroup, $"{row.PermissionSetGroup.DeveloperName}: {row.PermissionSet.Name}", 1)).OrderBy(item => item.Name, StringComparer.Ordinal)];
    }

    /// <summary>Jobs of the package's Apex classes that are not over. The package plans none, but whoever has its code can: a class with such a job cannot be deleted.</summary>
    /// <exception cref="SalesforceException">They cannot be listed.</exception>
    public async Task<IReadOnlyList<LeavingItem>> JobsAsync(SalesforceClient salesforce, CancellationToken cancellationToken)
    {
        var rows = await salesforce.Query.ListAsync<Job>(
            $"SELECT JobType, ApexClass.Name FROM AsyncApexJob WHERE ApexClass.Name IN {PackageParts.Classes} AND Status IN ('Holding', 'Queued', 'Preparing', 'Processing')", cancellationToken);
        return [.. rows.GroupBy(row => $"{row.JobType}: {row.ApexClass.Name}", StringComparer.Ordinal).OrderBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => new LeavingItem(LeavingThing.Scheduled, same.Key, same.Count()))];
    }

    /// <summary>The objects that tell our channel of their changes.</summary>
    /// <exception cref="SalesforceException">They cannot be listed.</exception>
    public Task<IReadOnlyList<ChannelMember>> ChannelMembersAsync(SalesforceClient salesforce, CancellationToken cancellationToken) => salesforce.Tooling.ListAsync<ChannelMember>(
        $"SELECT Id, DeveloperName, SelectedEntity FROM PlatformEventChannelMember WHERE EventChannel = {Channel} ORDER BY DeveloperName", cancellationToken);

    /// <summary>The ids of the signing keys; none when the org does not have the package.</summary>
    /// <exception cref="SalesforceException">They cannot be listed.</exception>
    public async Task<IReadOnlyList<string>> LaunchKeysAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        try
        {
            return await launchKeys.AllAsync(tenantId, cancellationToken);
        }
        catch (SalesforceException problem) when (OrgLaunchKeys.IsNoPackage(problem))
        {
            return [];
        }
    }

    /// <summary>How many people have which permission set of the package.</summary>
    /// <exception cref="SalesforceException">They cannot be listed.</exception>
    public async Task<IReadOnlyList<LeavingItem>> AssignmentsAsync(SalesforceClient salesforce, CancellationToken cancellationToken)
    {
        var rows = await salesforce.Query.ListAsync<Assignment>($"SELECT PermissionSet.Name FROM PermissionSetAssignment WHERE PermissionSet.Name IN {PackageParts.PeoplesSets} AND PermissionSet.NamespacePrefix = null", cancellationToken);
        return [.. rows.GroupBy(row => row.PermissionSet.Name, StringComparer.Ordinal).OrderBy(same => same.Key, StringComparer.Ordinal).Select(same => new LeavingItem(LeavingThing.Assignment, same.Key, same.Count()))];
    }

    internal sealed record ChannelMember(string Id, string DeveloperName, string SelectedEntity);

    private sealed record Dependency(string MetadataComponentName, string MetadataComponentType, string RefMetadataComponentName);

    private sealed record Assignment(SetName PermissionSet);

    private sealed record Member(GroupName PermissionSetGroup, SetName PermissionSet);

    private sealed record GroupName(string DeveloperName);

    private sealed record Job(string JobType, SetName ApexClass);

    private sealed record SetName(string Name);
}
