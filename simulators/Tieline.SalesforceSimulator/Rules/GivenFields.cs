using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>Reads the fields of a request body and refuses unknown ones and those the user may not write.</summary>
public static class GivenFields
{
    public static IReadOnlyDictionary<string, object?> Read(SalesforceOrg org, string userId, ObjectDefinition definition, JsonObject body, bool insert)
    {
        var given = new Dictionary<string, object?>();
        var barred = new List<string>();
        foreach (var (name, json) in body)
        {
            if (name == "attributes") continue;
            if (name.Equals("Id", StringComparison.OrdinalIgnoreCase)) throw SalesforceRefusal.Query("INVALID_FIELD", "The Id field should not be specified in the sobject data.");
            if (definition.Field(name) is { } field)
            {
                if (!(insert ? field.Createable : field.Updateable)) barred.Add(field.Name);
                else given[field.Name] = FieldValues.Read(field, json);
            }
            else if (definition.Relationship(name) is { } reference && json is JsonObject by)
            {
                if (!(insert ? reference.Createable : reference.Updateable)) barred.Add(reference.Name);
                else given[reference.Name] = ByExternalId(org, userId, reference, by);
            }
            else
            {
                throw SalesforceRefusal.Query("INVALID_FIELD", $"No such column '{name}' on sobject of type {definition.Name}");
            }
        }

        if (barred.Count == 0) return given;
        throw SalesforceRefusal.Bad("INVALID_FIELD_FOR_INSERT_UPDATE",
            $"Unable to create/update fields: {string.Join(", ", barred)}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.", [.. barred]);
    }

    /// <summary>Whether a record may be named by the field.</summary>
    public static bool IsKey(FieldDefinition field) => field.ExternalId || field.IdLookup || field.Type == FieldType.Id;

    /// <summary><c>"Account":{"Key__c":"7"}</c>: the parent named by one of its external ids, if the user may read both.</summary>
    private static string ByExternalId(SalesforceOrg org, string userId, FieldDefinition reference, JsonObject by)
    {
        var key = by.FirstOrDefault(p => p.Key != "attributes");
        var type = (by["attributes"] as JsonObject)?["type"]?.ToString();
        var targets = reference.ReferenceTo.Where(t => type is null || t.Equals(type, StringComparison.OrdinalIgnoreCase));
        var target = targets.Select(org.Access.SchemaOf(userId).Find).FirstOrDefault(d => d?.Field(key.Key ?? "") is { } f && IsKey(f));
        if (target is null) throw SalesforceRefusal.Query("INVALID_FIELD", $"Foreign key external ID: {key.Key} is not an external ID of {string.Join(", ", reference.ReferenceTo)}");
        var value = Convert.ToString(FieldValues.Read(target.Field(key.Key!)!, key.Value), System.Globalization.CultureInfo.InvariantCulture) ?? "";
        var found = ExternalIds.Matches(org, userId, target, target.Field(key.Key!)!, value);
        return found.Count == 1 ? found[0].Id : throw SalesforceRefusal.Bad("INVALID_FIELD",
            $"Foreign key external ID: {value} not found for field {key.Key} in entity {target.Name}");
    }
}
