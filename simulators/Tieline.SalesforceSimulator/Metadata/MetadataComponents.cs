using System.Collections.Immutable;
using System.Xml.Linq;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>The components of the org, kept as rows of an object that no API shows: undo, state file and reset come with them.</summary>
internal static class MetadataComponents
{
    private const string Table = "MetadataComponent";

    internal static SalesforceRecord? Find(SalesforceOrg org, string type, string fullName) =>
        org.Records.Table(Table).WithText("FullName", fullName).FirstOrDefault(c => c.Text("ComponentType") == type);

    internal static IEnumerable<SalesforceRecord> All(SalesforceOrg org, string type) => org.Records.Table(Table).WithText("ComponentType", type);

    /// <summary>What was deployed.</summary>
    internal static XElement Metadata(this SalesforceRecord component) => XElement.Parse(component.Text("Source")!);

    internal static SalesforceRecord Put(SalesforceOrg org, ComponentSource source, string rowId, string? keyPrefix = null)
    {
        var before = Find(org, source.Type.Name, source.FullName);
        var id = before?.Id ?? org.Records.NextId(org.Schema[Table].KeyPrefix!);
        var component = new SalesforceRecord(Table, id, ImmutableDictionary<string, object>.Empty.Add("Id", id).Add("ComponentType", source.Type.Name).Add("FullName", source.FullName)
            .Add("Source", source.Text).Add("Digest", source.Digest).Add("RowId", rowId)).With("KeyPrefix", keyPrefix ?? before?.Text("KeyPrefix"));
        org.Records.Put(component);
        return component;
    }

    internal static void Remove(SalesforceOrg org, SalesforceRecord component) => org.Records.Erase(component);
}
