using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tieline.SalesforceSimulator.Metadata;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.PubSub;

/// <summary>
/// <c>/tooling/sobjects/ManagedEventSubscription</c>: <c>{"FullName","Metadata":{...}}</c>.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_managedeventsubscription.htm
/// </summary>
internal static partial class ManagedSubscriptionResources
{
    private static readonly (string Element, string Column, string[]? Values)[] Elements =
    [
        ("label", "MasterLabel", null), ("topicName", "TopicName", null), ("defaultReplay", "DefaultReplay", ["EARLIEST", "LATEST"]), ("errorRecoveryReplay", "ErrorRecoveryReplay", ["EARLIEST", "LATEST"]),
        ("state", "State", ["RUN", "STOP", "PAUSE"]), ("version", "Version", null),
    ];

    public static RestAnswer Route(RestCall call) => call.Path.Skip(3).ToArray() switch
    {
        [] => Create(call),
        [var id] => Row(call, call.Org.Records.Find(id) is { ObjectName: ManagedSubscriptions.Object } row ? row : throw new SalesforceRefusal(404, "NOT_FOUND", "Provided external ID field does not exist or is not accessible: Id")),
        _ => throw SalesforceRefusal.NotFound(),
    };

    private static RestAnswer Create(RestCall call)
    {
        call.Allow("POST");
        CheckMayChange(call);
        var body = call.JsonObject();
        var name = CompositeResources.Text(body["FullName"]) ?? throw SalesforceRefusal.Bad("REQUIRED_FIELD_MISSING", "Required fields are missing: [FullName]", "FullName");
        if (!Name().IsMatch(name)) throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", "The name must begin with a letter and have only letters, digits and single underscores", "FullName");
        if (ManagedSubscriptions.Find(call.Org, "", name) is not null) throw SalesforceRefusal.Bad("DUPLICATE_DEVELOPER_NAME", $"The name {name} is already used by another managed subscription", "FullName");
        var values = Values(call, body, before: null);
        values["DeveloperName"] = name;
        var id = SetupRows.Put(call.Org, call.UserId, ManagedSubscriptions.Object, null, values).Id;
        call.Org.Touch();
        return new RestAnswer(201, new JsonObject { ["id"] = id, ["success"] = true, ["errors"] = new JsonArray(), ["warnings"] = new JsonArray(), ["infos"] = new JsonArray() });
    }

    private static RestAnswer Row(RestCall call, SalesforceRecord row)
    {
        call.Allow("GET", "PATCH", "DELETE");
        if (call.Method is "GET" or "HEAD") return RestAnswer.Ok(Json(call, row));
        CheckMayChange(call);
        if (call.Method == "DELETE")
        {
            foreach (var position in call.Org.Records.Table("CommittedReplay").WithText("SubscriptionId", row.Id).ToList()) call.Org.Records.Erase(position);
            call.Org.Records.Erase(row);
        }
        else
        {
            var values = Values(call, call.JsonObject(), row);
            if ((string?)values["TopicName"] != row.Text("TopicName")) throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", "The topic of a managed subscription cannot be changed", "TopicName");
            values["DeveloperName"] = row.Text("DeveloperName");
            SetupRows.Put(call.Org, call.UserId, ManagedSubscriptions.Object, row, values);
        }

        call.Org.Touch();
        return RestAnswer.NoContent;
    }

    private static void CheckMayChange(RestCall call)
    {
        if (!call.Org.Access.Of(call.UserId).Customizes) throw new SalesforceRefusal(403, "INSUFFICIENT_ACCESS", $"insufficient access rights on entity: {ManagedSubscriptions.Object}");
    }

    private static Dictionary<string, object?> Values(RestCall call, JsonObject body, SalesforceRecord? before)
    {
        if (body.FirstOrDefault(p => p.Key is not ("FullName" or "Metadata" or "attributes")).Key is { } column) throw SalesforceRefusal.Query("INVALID_FIELD", $"No such column '{column}' on sobject; give FullName and Metadata");
        var metadata = body["Metadata"] as JsonObject ?? throw SalesforceRefusal.Bad("REQUIRED_FIELD_MISSING", "Required fields are missing: [Metadata]", "Metadata");
        if (metadata.FirstOrDefault(p => !Elements.Any(e => e.Element == p.Key)).Key is { } unknown) throw RestJson.Unreadable($"No such column '{unknown}' in Metadata");
        var values = new Dictionary<string, object?>();
        foreach (var (element, name, allowed) in Elements)
        {
            var value = CompositeResources.Text(metadata[element]) is { Length: > 0 } given ? given : before?.Text(name) ?? throw SalesforceRefusal.Bad("REQUIRED_FIELD_MISSING", $"Required fields are missing: [{element}]", element);
            if (allowed?.Contains(value) == false) throw SalesforceRefusal.Bad("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", $"{element}: bad value for restricted picklist field: {value}", element);
            if (call.Org.Schema[ManagedSubscriptions.Object].Field(name)!.Length < value.Length) throw SalesforceRefusal.Bad("STRING_TOO_LONG", $"{element}: data value too large: {value}", element);
            values[name] = value;
        }

        if (Topic.Find(call.Org, (string)values["TopicName"]!) is null) throw SalesforceRefusal.Bad("INVALID_CROSS_REFERENCE_KEY", $"The topic {values["TopicName"]} was not found", "TopicName");
        return values;
    }

    private static JsonObject Json(RestCall call, SalesforceRecord row)
    {
        var json = new JsonObject
        {
            ["attributes"] = new JsonObject { ["type"] = ManagedSubscriptions.Object, ["url"] = $"{call.BasePath}/tooling/sobjects/{ManagedSubscriptions.Object}/{row.Id}" }, ["Id"] = row.Id, ["DeveloperName"] = row.Text("DeveloperName"),
            ["Language"] = "en_US", ["NamespacePrefix"] = null, ["FullName"] = row.Text("DeveloperName"),
        };
        foreach (var (_, column, _) in Elements) json[column] = row.Text(column);
        json["Metadata"] = new JsonObject(Elements.Select(e => KeyValuePair.Create(e.Element, (JsonNode?)JsonValue.Create(row.Text(e.Column)))));
        return json;
    }

    [GeneratedRegex("^[A-Za-z](?:_?[A-Za-z0-9]){0,79}$")]
    private static partial Regex Name();
}
