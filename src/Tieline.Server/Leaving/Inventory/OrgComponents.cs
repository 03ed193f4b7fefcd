using System.Text.Json;
using Tieline.Salesforce;

namespace Tieline.Server.Leaving.Inventory;

/// <summary>What of Tieline an org holds, by its set-up.</summary>
internal sealed class OrgComponents
{
    /// <summary>The object of the package whose records hold the signing keys.</summary>
    public const string LaunchKeyObject = "Webex_Launch_Key__c";

    /// <summary>The channel on which the org tells Tieline of changes.</summary>
    public const string Channel = "Webex__chn";

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
    /// </summary>
    /// <exception cref="SalesforceException">The org does not tell.</exception>
    public async Task<IReadOnlyList<LeavingItem>> UsesAsync(SalesforceClient salesforce, CancellationToken cancellationToken)
    {
        var rows = await salesforce.Tooling.ListAsync<Dependency>(
            $"SELECT MetadataComponentName, MetadataComponentType, RefMetadataComponentName FROM MetadataComponentDependency WHERE RefMetadataComponentType = 'LightningComponentBundle' AND RefMetadataComponentName IN {PackageParts.Components}",
            cancellationToken);
        var ours = PackageParts.All.SelectMany(parts => parts.Names).ToHashSet(StringComparer.Ordinal);
        return [.. rows.Where(row => !ours.Contains(row.MetadataComponentName)).Select(row => $"{row.MetadataComponentType} {row.MetadataComponentName}: {row.RefMetadataComponentName}")
            .Distinct().Order(StringComparer.Ordinal).Select(name => new LeavingItem(LeavingThing.ComponentUse, name, 1))];
    }

    /// <summary>The objects that tell our channel of their changes.</summary>
    /// <exception cref="SalesforceException">They cannot be listed.</exception>
    public Task<IReadOnlyList<ChannelMember>> ChannelMembersAsync(SalesforceClient salesforce, CancellationToken cancellationToken) => salesforce.Tooling.ListAsync<ChannelMember>(
        $"SELECT Id, DeveloperName, SelectedEntity FROM PlatformEventChannelMember WHERE EventChannel = {Channel} ORDER BY DeveloperName", cancellationToken);

    /// <summary>The ids of the signing keys; none when the org does not have the package.</summary>
    /// <exception cref="SalesforceException">They cannot be listed.</exception>
    public async Task<IReadOnlyList<string>> LaunchKeysAsync(SalesforceClient salesforce, CancellationToken cancellationToken)
    {
        try
        {
            return [.. (await salesforce.Query.ListAsync<KeyRow>($"SELECT Id FROM Webex_Launch_Key__c", cancellationToken)).Select(row => row.Id)];
        }
        catch (SalesforceException problem) when (problem.ErrorCode == "INVALID_TYPE")
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

    private sealed record KeyRow(string Id);

    private sealed record Assignment(SetName PermissionSet);

    private sealed record SetName(string Name);
}
