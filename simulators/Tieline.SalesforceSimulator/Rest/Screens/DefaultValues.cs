using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Rest.Screens;

/// <summary><c>/sobjects/X/defaultValues</c>: what a new record holds before anything is entered.</summary>
internal static class DefaultValues
{
    public static RestAnswer Route(RestCall call, ObjectDefinition definition)
    {
        call.Allow("GET", "HEAD");
        if (!definition.Can("layoutable")) throw SalesforceRefusal.NotFound();
        var wanted = SObjectResources.Wanted(call.QueryValue("fields"), definition).Select(f => f.Name).ToHashSet();
        var recordType = call.QueryValue("recordTypeId") is { Length: > 0 } given ? Store.RecordIds.Normalize(given) : RecordTypeRules.Of(call.Org, definition.Name).FirstOrDefault()?.Id;
        if (recordType is not null && recordType != RecordTypeRules.Master && RecordTypeRules.Of(call.Org, definition.Name).All(t => t.Id != recordType)) throw SalesforceRefusal.Query("INVALID_CROSS_REFERENCE_KEY", $"Record Type ID: this ID value isn't valid for the user: {recordType}");
        var values = Of(call, definition);
        if (recordType is not null && definition.Field("RecordTypeId") is not null) values["RecordTypeId"] = recordType;
        foreach (var name in values.Select(v => v.Key).Where(n => n != "attributes" && !wanted.Contains(n)).ToList()) values.Remove(name);
        return RestAnswer.Ok(values);
    }

    /// <summary>A record with the defaults of its fields.</summary>
    public static JsonObject Of(RestCall call, ObjectDefinition definition)
    {
        var record = new JsonObject { ["attributes"] = new JsonObject { ["type"] = definition.Name } };
        foreach (var field in definition.Fields.Where(f => f.Createable))
            if (NewRecords.Default(call.Org, call.UserId, field) is { } value)
                record[field.Name] = RestJson.Value(value, field.Type);
        return record;
    }
}
