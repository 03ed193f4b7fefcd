using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>Rows by what one of their fields holds, as upserts, foreign keys and unique fields ask.</summary>
internal static class ExternalIds
{
    /// <summary>The rows that a key written as text names, of those the user may read. A number is the same however it is written.</summary>
    public static List<SalesforceRecord> Matches(SalesforceOrg org, string userId, ObjectDefinition definition, FieldDefinition field, string text)
    {
        if (field.Type == FieldType.Id) return org.FindAs(userId, text) is { IsDeleted: false } byId && byId.ObjectName == definition.Name ? [byId] : [];
        object? value = field.Type.IsNumber() ? FieldValues.Number(text) : FieldValues.Trimmed(text);
        return value is null ? [] : [.. With(org, definition.Name, field, value).Where(r => org.Access.Reads(userId, r))];
    }

    /// <summary>The rows not deleted that hold a value; case counts where the field says so.</summary>
    public static IEnumerable<SalesforceRecord> With(SalesforceOrg org, string objectName, FieldDefinition field, object value) =>
        org.Records.Table(objectName).With(field.Name, value).Where(r => !r.IsDeleted && (!field.CaseSensitive || value.Equals(r[field.Name])));
}
