using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>
/// <c>/sobjects/X/{field}/{value}</c>: a row by external id; PATCH creates or changes it, several matches give 300.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_upsert.htm
/// </summary>
public static class ExternalIdResources
{
    public static RestAnswer Route(RestCall call, ObjectDefinition definition, string fieldName, string value)
    {
        call.Allow("GET", "HEAD", "PATCH", "POST", "DELETE");
        var field = Key(definition, fieldName);
        var found = ExternalIds.Matches(call.Org, call.UserId, definition, field, value);
        if (found.Count > 1) return new RestAnswer(300, RestJson.Strings(found.Select(r => $"{call.BasePath}/sobjects/{definition.Name}/{r.Id}")));
        if (call.Method is "PATCH" or "POST") return Upsert(call, definition, field, value, found.FirstOrDefault());
        var record = found.FirstOrDefault() ?? throw SalesforceRefusal.NotFound();
        return call.Method == "DELETE" ? SObjectResources.Remove(call, record) : SObjectResources.Retrieve(call, definition, record);
    }

    public static FieldDefinition Key(ObjectDefinition definition, string name) =>
        definition.Field(name) is { } field && GivenFields.IsKey(field) ? field
            : throw new SalesforceRefusal(404, "NOT_FOUND", $"Provided external ID field does not exist or is not accessible: {name}");

    private static RestAnswer Upsert(RestCall call, ObjectDefinition definition, FieldDefinition field, string value, SalesforceRecord? found)
    {
        var body = call.JsonObject();
        if (body.Any(p => p.Key.Equals(field.Name, StringComparison.OrdinalIgnoreCase)))
            throw SalesforceRefusal.Query("INVALID_FIELD", $"The {field.Name} field should not be specified in the sobject data.");
        var writer = call.Writer();
        if (found is not null)
        {
            Conditions.Write(call, found.Moment("LastModifiedDate"));
            EntityTag.Write(call, EntityTag.Of(call, definition, found));
            writer.Update(found, body);
            return call.VersionNumber < 46 ? RestAnswer.NoContent : RestAnswer.Ok(Outcome(found.Id, created: false));
        }

        if (call.Flag("updateOnly") || field.Type == FieldType.Id) throw SalesforceRefusal.NotFound();
        body[field.Name] = value;
        return new RestAnswer(201, Outcome(writer.Insert(definition.Name, body).Id, created: true));
    }

    private static JsonObject Outcome(string id, bool created)
    {
        var saved = SObjectResources.Saved(id);
        saved["created"] = created;
        return saved;
    }
}
