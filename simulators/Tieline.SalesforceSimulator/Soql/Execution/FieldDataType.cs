using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>A field's type in the words of set-up pages, as in <c>Text(80)</c> and <c>Lookup(Account)</c>.</summary>
internal static class FieldDataType
{
    internal static string Of(FieldDefinition field) => field.Type switch
    {
        _ when field.AutoNumber => "Auto Number",
        _ when field.Formula is not null => $"Formula ({(field.Type == FieldType.String ? "Text" : field.Type == FieldType.Double ? "Number" : field.Type.ToString())})",
        _ when field is { Custom: true, Summary: { } summary } => $"Roll-Up Summary ({summary.Operation.ToUpperInvariant()} {summary.ChildObject})",
        FieldType.Location => "Geolocation",
        FieldType.Id => "Id",
        FieldType.Reference => $"{(field.MasterDetail ? "Master-Detail" : "Lookup")}({string.Join(",", field.ReferenceTo)})",
        FieldType.Boolean => "Checkbox",
        FieldType.Currency or FieldType.Percent => $"{field.Type}({field.Precision - field.Scale}, {field.Scale})",
        FieldType.Double => $"Number({field.Precision - field.Scale}, {field.Scale})",
        FieldType.Int => "Number(9, 0)",
        FieldType.Datetime => "Date/Time",
        FieldType.Multipicklist => "Picklist (Multi-Select)",
        FieldType.Textarea when field.Length > 255 => $"Long Text Area({field.Length})",
        FieldType.Textarea => $"Text Area({field.Length})",
        FieldType.String => $"Text({field.Length})",
        FieldType.EncryptedString => $"Text (Encrypted)({field.Length})",
        FieldType.Url => $"URL({field.Length})",
        _ => field.Type.ToString(),
    };
}
