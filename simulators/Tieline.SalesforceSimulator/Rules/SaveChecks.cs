using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>The rules that follow from the fields' definitions alone, in the order in which the cloud tells of them.</summary>
public static class SaveChecks
{
    public static void Check(Save save)
    {
        Required(save);
        foreach (var (field, value) in Entered(save))
        {
            Length(field, value);
            Picklist(field, value);
            Email(field, value);
            Reference(save, field, value);
            Unique(save.Org, save.Draft, field);
        }

        foreach (var location in save.Definition.Fields.Where(f => f.Type == FieldType.Location)) Location(save, location);
    }

    /// <summary>What was given, and what default values were worked out in place of what was not.</summary>
    private static IEnumerable<(FieldDefinition Field, object Value)> Entered(Save save)
    {
        var worked = save.Definition.Fields.Where(f => save.IsInsert && f.DefaultFormula is not null && !save.Given.ContainsKey(f.Name)).Select(f => (Field: f, Value: save[f.Name]));
        foreach (var (field, value) in save.Given.Select(g => (Field: save.Definition.Field(g.Key)!, g.Value)).Concat(worked))
            if (value is not null)
                yield return (field, value);
    }

    private static void Required(Save save)
    {
        var missing = save.Definition.Fields.Where(f => save.IsInsert
            ? f.Createable && !f.Nillable && f.Type != FieldType.Boolean && save[f.Name] is null
            : f.Updateable && !f.Nillable && save.Given.ContainsKey(f.Name) && save[f.Name] is null).Select(f => f.Name).ToList();
        if (missing.Count > 0) throw SalesforceRefusal.Bad("REQUIRED_FIELD_MISSING", $"Required fields are missing: [{string.Join(", ", missing)}]", [.. missing]);
    }

    private static void Length(FieldDefinition field, object value)
    {
        if (field.Length > 0 && value is string text && text.Length > field.Length && !field.Type.IsId())
            throw SalesforceRefusal.Bad("STRING_TOO_LONG", $"{field.Label}: data value too large: {text} (max length={field.Length})", field.Name);
        if (value is decimal number && field.Precision > 0 && Math.Abs(number) >= (decimal)Math.Pow(10, field.Precision - field.Scale))
            throw SalesforceRefusal.Bad("NUMBER_OUTSIDE_VALID_RANGE", $"{field.Label}: value outside of valid range on numeric field: {number}", field.Name);
    }

    private static void Picklist(FieldDefinition field, object value)
    {
        if (!field.RestrictedPicklist || field.PicklistValues.Count == 0) return;
        var chosen = field.Type == FieldType.Multipicklist ? ((string)value).Split(';') : [(string)value];
        if (!chosen.All(c => field.PicklistValues.Any(v => v.Active && v.Value == c)))
            throw SalesforceRefusal.Bad("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", $"{field.Label}: bad value for restricted picklist field: {value}", field.Name);
    }

    private static void Email(FieldDefinition field, object value)
    {
        if (field.Type != FieldType.Email) return;
        var parts = ((string)value).Split('@');
        if (parts.Length != 2 || parts[0].Length == 0 || !parts[1].Contains('.') || parts[1].StartsWith('.') || ((string)value).Any(char.IsWhiteSpace))
            throw SalesforceRefusal.Bad("INVALID_EMAIL_ADDRESS", $"{field.Label}: invalid email address: {value}", field.Name);
    }

    private static void Reference(Save save, FieldDefinition field, object value)
    {
        if (field.Type != FieldType.Reference) return;
        var id = (string)value;
        var target = save.Org.Schema.ByPrefix(id);
        if (target is null || !field.ReferenceTo.Contains(target.Name)) throw FieldValues.WrongId(field, id);
        var record = save.Org.Records.Find(id) ?? throw SalesforceRefusal.Bad("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
        if (!save.Org.Access.Reads(save.UserId, record))
            throw SalesforceRefusal.Bad("INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY", "insufficient access rights on cross-reference id", field.Name);
        if (record.IsDeleted) throw SalesforceRefusal.Bad("ENTITY_IS_DELETED", "entity is deleted");
    }

    /// <summary>Both numbers or none, and on the Earth.</summary>
    private static void Location(Save save, FieldDefinition location)
    {
        var (latitude, longitude) = Locations.Parts(location.Name);
        if (save[latitude] is null != save[longitude] is null) throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", $"{location.Label}: both a latitude and a longitude are needed", latitude, longitude);
        foreach (var (name, most) in new[] { (latitude, Locations.MostLatitude), (longitude, Locations.MostLongitude) })
            if (save[name] is decimal degrees && Math.Abs(degrees) > most) throw SalesforceRefusal.Bad("NUMBER_OUTSIDE_VALID_RANGE", $"{location.Label}: value outside of valid range on numeric field: {degrees}", name);
    }

    /// <summary>What another record holds already is refused.</summary>
    internal static void Unique(SalesforceOrg org, SalesforceRecord record, FieldDefinition field)
    {
        if (!field.Unique || ExternalIds.With(org, record.ObjectName, field, record[field.Name]!).FirstOrDefault(r => r.Id != record.Id) is not { } other) return;
        throw field.Name == "Username"
            ? SalesforceRefusal.Bad("DUPLICATE_USERNAME", "Duplicate Username.<br>The username already exists in this or another Salesforce organization. Usernames must be unique across all Salesforce organizations.", field.Name)
            : SalesforceRefusal.Bad("DUPLICATE_VALUE", $"duplicate value found: {field.Name} duplicates value on record with id: {other.Id[..15]}");
    }
}
