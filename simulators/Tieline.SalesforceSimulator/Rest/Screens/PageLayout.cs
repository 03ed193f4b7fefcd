using Tieline.SalesforceSimulator.Metadata;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rest.Screens;

/// <summary>One place of a layout: a field, and whether the layout demands or locks it.</summary>
internal sealed record LayoutItem(FieldDefinition Field, bool Required, bool ReadOnly);

/// <summary>A block of a layout.</summary>
internal sealed record LayoutSection(string Heading, int Columns, IReadOnlyList<LayoutItem> Items);

/// <summary>Where the fields of an object stand on its page: as deployed, else all of them in their order.</summary>
internal sealed record PageLayout(string? Id, IReadOnlyList<LayoutSection> Sections)
{
    private static readonly HashSet<string> OfTheSystem = ["CreatedById", "LastModifiedById"];

    public static PageLayout Of(SalesforceOrg org, ObjectDefinition definition)
    {
        var row = org.Records.Rows("Layout").FirstOrDefault(l => l.Text("TableEnumOrId") == definition.Name);
        var deployed = row is null ? null : MetadataComponents.All(org, "Layout").FirstOrDefault(c => c.Text("RowId") == row.Id)?.Metadata();
        return new PageLayout(row?.Id, deployed is not null && LayoutXml.Sections(deployed, definition) is { Count: > 0 } own ? own : Usual(definition));
    }

    private static List<LayoutSection> Usual(ObjectDefinition definition)
    {
        var shown = definition.Fields.Where(f => f.CompoundFieldName is null && f.Type != FieldType.Base64).ToList();
        return
        [
            new(definition.Label + " Information", 2, [.. shown.Where(f => f.Createable || f.Updateable || f.NameField || f.Calculated || f.Type.IsCompound()).Select(Item)]),
            new("System Information", 2, [.. shown.Where(f => OfTheSystem.Contains(f.Name)).Select(Item)]),
        ];
    }

    private static LayoutItem Item(FieldDefinition field) => new(field, IsDemanded(field), ReadOnly: false);

    /// <summary>What a record cannot be saved without.</summary>
    internal static bool IsDemanded(FieldDefinition field) => field is { Createable: true, Nillable: false, DefaultedOnCreate: false };
}
