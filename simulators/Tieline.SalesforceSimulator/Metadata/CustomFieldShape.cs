using System.Text.RegularExpressions;
using System.Xml.Linq;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>
/// From a deployed field to the field the schema knows, or why it cannot be.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/customfield.htm
/// </summary>
internal static partial class CustomFieldShape
{
    private static readonly string[] UniqueTypes = ["Text", "Number", "Email"];
    private static readonly string[] ExternalIdTypes = ["Text", "Number", "Email", "AutoNumber"];

    internal static FieldDefinition Of(SalesforceOrg org, XElement field, string name)
    {
        if (field.Text("label") is null) throw ComponentProblem.At(field, "Must specify a non-empty label for the CustomField");
        var type = field.Text("type") ?? throw ComponentProblem.At(field, "Must specify a non-empty type for the CustomField");
        Options(field, type);
        var shape = Shape(org, field, name, type);
        var given = !shape.AutoNumber && !shape.Computed && !shape.Type.IsCompound();
        var required = field.Flag("required") || type == "MasterDetail";
        return shape with
        {
            Name = name, Label = field.Text("label")!, InlineHelpText = field.Text("inlineHelpText"), Createable = given, Updateable = given && (type != "MasterDetail" || field.Flag("reparentableMasterDetail")),
            Nillable = !required && (type is not ("Checkbox" or "AutoNumber") || shape.Computed), ExternalId = field.Flag("externalId"), IdLookup = field.Flag("externalId"), Unique = field.Flag("unique"), CaseSensitive = field.Flag("caseSensitive"),
            DefaultValue = type == "Checkbox" ? field.Text("defaultValue") : null, DefaultFormula = type == "Checkbox" ? null : field.Text("defaultValue"),
            DefaultedOnCreate = !shape.Computed && (shape.DefaultedOnCreate || type is "Checkbox" or "AutoNumber" || field.Text("defaultValue") is not null),
        };
    }

    internal static void DisplayFormat(XElement field)
    {
        var format = field.Text("displayFormat") ?? throw Missing(field, "displayFormat", "AutoNumber");
        if (!NumberFormat().IsMatch(format)) throw ComponentProblem.At(field.Child("displayFormat"), $"Invalid display format: {format}");
    }

    private static void Options(XElement field, string type)
    {
        if (field.Text("formula") is not null && new[] { "externalId", "unique" }.FirstOrDefault(field.Flag) is { } key) throw ComponentProblem.At(field.Child(key), $"Can not specify '{key}' for a formula field");
        if (field.Flag("externalId") && !ExternalIdTypes.Contains(type)) throw ComponentProblem.At(field.Child("externalId"), $"Can not specify 'externalId' for a CustomField of type {type}");
        if (field.Flag("unique") && !UniqueTypes.Contains(type)) throw ComponentProblem.At(field.Child("unique"), $"Can not specify 'unique' for a CustomField of type {type}");
        if (field.Child("required") is { } required && field.Flag("required") && type is "Checkbox" or "AutoNumber" or "MasterDetail" && field.Flag("required"))
            throw ComponentProblem.At(field.Child("required"), $"Can not specify 'required' for a CustomField of type {type}");
        if (field.Child("length") is { } length && type is not ("Text" or "LongTextArea" or "Html" or "EncryptedText")) throw ComponentProblem.At(length, $"Can not specify 'length' for a CustomField of type {type}");
    }

    private static FieldDefinition Shape(SalesforceOrg org, XElement field, string name, string type) => type switch
    {
        _ when field.Text("formula") is not null => ComputedFieldShape.Formula(field, type),
        "Summary" => ComputedFieldShape.Summary(org, field),
        "Location" => Location(field, type),
        "Text" => Plain(FieldType.String, Between(field, "length", type, 1, 255)),
        "TextArea" => Plain(FieldType.Textarea, 255),
        "LongTextArea" or "Html" => Long(field, type),
        "EncryptedText" => Plain(FieldType.EncryptedString, Between(field, "length", type, 1, 175)) with { Filterable = false, Sortable = false, Groupable = false },
        "Email" => Plain(FieldType.Email, 80),
        "Phone" => Plain(FieldType.Phone, 40),
        "Url" => Plain(FieldType.Url, 255),
        "Checkbox" => field.Text("defaultValue") is "true" or "false" ? Plain(FieldType.Boolean, 0) : throw Missing(field, "defaultValue", type),
        "Date" => Plain(FieldType.Date, 0),
        "DateTime" => Plain(FieldType.Datetime, 0) with { Groupable = false },
        "Time" => Plain(FieldType.Time, 0),
        "Number" => Number(field, type, FieldType.Double),
        "Currency" => Number(field, type, FieldType.Currency),
        "Percent" => Number(field, type, FieldType.Percent),
        "Picklist" or "MultiselectPicklist" => Picklists.Of(org, field, type),
        "Lookup" or "MasterDetail" => Reference(org, field, name, type),
        "AutoNumber" => Auto(field),
        _ => throw ComponentProblem.At(field.Child("type"), $"Fields of type {type} are not offered by this simulator"),
    };

    internal static FieldDefinition Plain(FieldType type, int length) => new() { Name = "", Label = "", Type = type, Length = length };

    private static FieldDefinition Long(XElement field, string type)
    {
        Between(field, "visibleLines", type, 2, 50);
        return Plain(FieldType.Textarea, Between(field, "length", type, 256, 131_072)) with { Filterable = false, Sortable = false, Groupable = false };
    }

    private static FieldDefinition Number(XElement field, string type, FieldType to)
    {
        var precision = Between(field, "precision", type, 1, 18);
        return Plain(to, 0) with { Precision = precision, Scale = Between(field, "scale", type, 0, precision), Groupable = false };
    }

    private static FieldDefinition Location(XElement field, string type)
    {
        if (field.Child("displayLocationInDecimal") is null) throw Missing(field, "displayLocationInDecimal", type);
        return Plain(FieldType.Location, 0) with { Scale = Between(field, "scale", type, 0, 15), Filterable = false, Sortable = false, Groupable = false };
    }

    private static FieldDefinition Auto(XElement field)
    {
        DisplayFormat(field);
        return Plain(FieldType.String, 30) with { AutoNumber = true, DisplayFormat = field.Text("displayFormat") };
    }

    private static FieldDefinition Reference(SalesforceOrg org, XElement field, string name, string type)
    {
        var target = field.Text("referenceTo") ?? throw Missing(field, "referenceTo", type);
        if (org.Schema.Find(target) is not { InRest: true } known || known.KeyPrefix is null) throw ComponentProblem.At(field.Child("referenceTo"), $"referenceTo value of '{target}' does not resolve to a valid sObject type");
        var children = field.Text("relationshipName");
        if (children is null && type == "MasterDetail") throw Missing(field, "relationshipName", type);
        if (children is not null && !RelationshipName().IsMatch(children)) throw ComponentProblem.At(field.Child("relationshipName"), $"Invalid relationship name: {children}");
        return Plain(FieldType.Reference, 18) with
        {
            ReferenceTo = [known.Name], RelationshipName = name[..^1] + "r", ChildRelationshipName = children is null ? null : children + "__r",
            MasterDetail = type == "MasterDetail", CascadeDelete = type == "MasterDetail" || field.Text("deleteConstraint") == "Cascade", RestrictedDelete = type == "Lookup" && field.Text("deleteConstraint") == "Restrict",
        };
    }

    internal static int Between(XElement field, string element, string type, int least, int most)
    {
        if (field.Number(element) is not { } value) throw Missing(field, element, type);
        return value >= least && value <= most ? value : throw ComponentProblem.At(field.Child(element), $"Value for '{element}' is out of range: {value}. It lies between {least} and {most} for a CustomField of type {type}");
    }

    internal static ComponentProblem Missing(XElement field, string element, string type) => ComponentProblem.At(field, $"Must specify '{element}' for a CustomField of type {type}");

    [GeneratedRegex(@"^[^{}]{0,20}\{0{1,10}\}[^{}]{0,20}$")]
    private static partial Regex NumberFormat();

    [GeneratedRegex("^[A-Za-z](?!.*__)[A-Za-z0-9_]{0,39}(?<!_)$")]
    private static partial Regex RelationshipName();
}
