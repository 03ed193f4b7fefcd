using System.Globalization;
using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>What the fields of a new record hold that nothing was given for.</summary>
internal static class NewRecords
{
    /// <summary>The value a field begins with, whoever asks; null when it has none.</summary>
    public static object? Default(SalesforceOrg org, string userId, FieldDefinition field)
    {
        if (field.Name == "OwnerId" && field.DefaultedOnCreate) return userId;
        if (field.PicklistValues.FirstOrDefault(v => v.Default) is { } standard && field.DefaultedOnCreate) return standard.Value;
        if (field.DefaultFormula is not null) return org.Computed.Default(userId, field);
        return field.DefaultValue is { } text ? FieldValues.Read(field, JsonValue.Create(text)) : null;
    }

    /// <summary>As <see cref="Default"/>, and the next number where records are numbered.</summary>
    public static object? Value(SalesforceOrg org, string userId, ObjectDefinition definition, FieldDefinition field)
    {
        if (Default(org, userId, field) is { } value) return value;
        if (field.DisplayFormat is { } format) return AutoNumbers.Of(format, org.Records.NextNumber($"auto:{definition.Name}.{field.Name}"));
        if (field.AutoNumber) return org.Records.NextNumber("auto:" + field.Label).ToString("D8", CultureInfo.InvariantCulture);
        return field.DefaultedOnCreate && field.Type.IsNumber() ? 0m : null;
    }
}
