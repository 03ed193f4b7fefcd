using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Access;

/// <summary>The schema as one user sees it: what he may not read is not there, what he may not write says so.</summary>
internal static class SchemaView
{
    /// <summary>The org's own schema when nothing is kept from the user.</summary>
    public static OrgSchema Of(OrgSchema schema, UserRights rights)
    {
        var seen = schema.Objects.Select(definition => (Whole: definition, Seen: See(definition, rights))).ToList();
        if (seen.All(s => ReferenceEquals(s.Whole, s.Seen))) return schema;
        var view = new OrgSchema();
        foreach (var definition in seen.Select(s => s.Seen).OfType<ObjectDefinition>()) view.Put(definition);
        return view;
    }

    private static ObjectDefinition? See(ObjectDefinition definition, UserRights rights)
    {
        var may = rights.On(definition);
        if (!may.Read) return null;
        var abilities = definition.Abilities.Where(a => a switch
        {
            "createable" => may.Create,
            "updateable" or "mergeable" => may.Edit,
            "deletable" or "undeletable" => may.Delete,
            _ => true,
        }).ToHashSet();
        var fields = definition.Fields.Select(f => See(f, rights.On(definition, f))).ToList();
        if (abilities.Count == definition.Abilities.Count && fields.Zip(definition.Fields).All(p => ReferenceEquals(p.First, p.Second))) return definition;
        return new ObjectDefinition(definition.Name, definition.Label, definition.LabelPlural, definition.KeyPrefix, abilities, [.. fields.OfType<FieldDefinition>()]);
    }

    private static FieldDefinition? See(FieldDefinition field, FieldRights may)
    {
        if (!may.Read) return null;
        return may.Edit || !(field.Createable || field.Updateable) ? field : field with { Createable = false, Updateable = false };
    }
}
