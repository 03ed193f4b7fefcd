using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Access;
using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>
/// A field as describe tells of it, with every attribute.
/// See https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_describesobjects_describesobjectresult.htm
/// </summary>
public static class FieldDescribe
{
    private static readonly string[] AlwaysFalse =
    [
        "aiPredictionField", "dependentPicklist", "deprecatedAndHidden", "encrypted", "highScaleNumber", "writeRequiresMasterRead",
    ];

    private static readonly string[] AlwaysNull = ["controllerName", "extraTypeInfo", "filteredLookupInfo", "mask", "maskType", "referenceTargetField", "relationshipOrder"];

    public static JsonObject Of(OrgSchema schema, ObjectDefinition definition, FieldDefinition field)
    {
        var json = new JsonObject();
        foreach (var name in AlwaysFalse) json[name] = false;
        foreach (var name in AlwaysNull) json[name] = null;
        Shape(json, field);
        Abilities(json, field);
        json["permissionable"] = Permissionable.FieldName(definition, field) == field.Name;
        References(json, schema, field);
        json["picklistValues"] = new JsonArray([.. field.PicklistValues.Select(Entry)]);
        json["extraTypeInfo"] = ExtraType(definition, field);
        return json;
    }

    private static void Shape(JsonObject json, FieldDefinition field)
    {
        (json["name"], json["label"], json["type"], json["soapType"]) = (field.Name, field.Label, field.Type.Word(), field.Type.SoapType());
        (json["length"], json["byteLength"]) = (field.Length, field.Length * (field.Type.IsId() ? 1 : 3));
        (json["precision"], json["scale"]) = (field.Precision, field.Scale);
        json["digits"] = field.Type == FieldType.Int ? 8 : 0;
        json["compoundFieldName"] = field.CompoundFieldName;
        json["custom"] = field.Custom;
        json["inlineHelpText"] = field.InlineHelpText;
        json["caseSensitive"] = field.CaseSensitive;
        json["nameField"] = field.NameField;
        json["autoNumber"] = field.AutoNumber;
        (json["calculated"], json["calculatedFormula"], json["formulaTreatNullNumberAsZero"]) = (field.Calculated, field.Formula, field.BlanksAreZero);
        json["defaultValueFormula"] = field.DefaultFormula;
        (json["displayLocationInDecimal"], json["queryByDistance"]) = (field.Type == FieldType.Location, field.Type == FieldType.Location);
        json["htmlFormatted"] = false;
        json["defaultValue"] = field.Type == FieldType.Boolean ? field.DefaultValue == "true" : field.DefaultValue is { } text && field.PicklistValues.Count == 0 ? JsonValue.Create(text) : null;
    }

    private static void Abilities(JsonObject json, FieldDefinition field)
    {
        (json["createable"], json["updateable"], json["nillable"]) = (field.Createable, field.Updateable, field.Nillable);
        json["defaultedOnCreate"] = field.DefaultedOnCreate;
        (json["filterable"], json["sortable"], json["groupable"]) = (field.Filterable, field.Sortable, field.Groupable);
        json["aggregatable"] = field.Filterable && field.Type != FieldType.Boolean && !field.Type.IsCompound();
        (json["idLookup"], json["externalId"], json["unique"]) = (field.IdLookup, field.ExternalId, field.Unique);
        json["restrictedPicklist"] = field.RestrictedPicklist;
        json["searchPrefilterable"] = field.Type == FieldType.Reference && field.Filterable && !field.Polymorphic;
    }

    private static void References(JsonObject json, OrgSchema schema, FieldDefinition field)
    {
        json["referenceTo"] = RestJson.Strings(field.ReferenceTo.Where(o => schema.Find(o) is not null));
        json["relationshipName"] = field.RelationshipName;
        (json["namePointing"], json["polymorphicForeignKey"]) = (field.Polymorphic, field.Polymorphic);
        (json["cascadeDelete"], json["restrictedDelete"]) = (field.CascadeDelete, field.RestrictedDelete);
    }

    private static JsonNode Entry(PicklistValue value) => new JsonObject
    {
        ["active"] = value.Active, ["defaultValue"] = value.Default, ["label"] = value.Label, ["validFor"] = null, ["value"] = value.Value,
    };

    private static string? ExtraType(ObjectDefinition definition, FieldDefinition field) => field switch
    {
        { Type: FieldType.Textarea } => "plaintextarea",
        { Name: "Name" } when definition.Field("LastName")?.CompoundFieldName == "Name" => "personname",
        _ => null,
    };
}
