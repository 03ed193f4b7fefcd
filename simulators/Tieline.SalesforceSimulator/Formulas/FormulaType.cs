using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Formulas;

/// <summary>What a part of a formula is worth: a number, a text, ...; picklists are a kind of their own, for few functions take them.</summary>
internal enum FormulaType
{
    Number, Text, Boolean, Date, DateTime, Picklist, Multipicklist,
}

/// <summary>From a field's type to what it is in a formula.</summary>
internal static class FormulaTypes
{
    private const int LongestText = 255;

    /// <summary>Null for fields that formulas cannot name.</summary>
    public static FormulaType? Of(FieldDefinition field) => field.Type switch
    {
        FieldType.Boolean => FormulaType.Boolean,
        FieldType.Date => FormulaType.Date,
        FieldType.Datetime => FormulaType.DateTime,
        FieldType.Picklist => FormulaType.Picklist,
        FieldType.Multipicklist => FormulaType.Multipicklist,
        FieldType.Textarea when field.Length > LongestText => null,
        FieldType.EncryptedString or FieldType.Time or FieldType.Address or FieldType.Location or FieldType.Base64 or FieldType.AnyType => null,
        _ when field.Type.IsNumber() => FormulaType.Number,
        _ => FormulaType.Text,
    };
}
