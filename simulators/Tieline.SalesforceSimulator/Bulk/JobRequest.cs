using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Bulk;

/// <summary>Reads the body that asks for a job, and refuses what the org could not do.</summary>
internal static class JobRequest
{
    public const string KeyPrefix = "750";
    private static readonly string[] IngestMembers = ["object", "operation", "externalIdFieldName", "contentType", "lineEnding", "columnDelimiter", "concurrencyMode", "assignmentRuleId"];
    private static readonly string[] QueryMembers = ["query", "operation", "contentType", "lineEnding", "columnDelimiter"];

    public static BulkJob Ingest(RestCall call, JsonObject body)
    {
        Check(body, IngestMembers);
        var operation = Word(body, "operation", ["insert", "update", "upsert", "delete", "hardDelete"]);
        var name = Text(body, "object") ?? throw BulkRefusals.BadJob("object is required");
        if (call.Schema.Find(name) is not { Virtual: false } definition || !definition.Can(Ability(operation))) throw BulkRefusals.UnknownObject(name);
        if (operation == "upsert") CheckKey(definition, Text(body, "externalIdFieldName"));
        if (operation == "hardDelete" && !MayHardDelete(call.Org, call.UserId))
            throw SalesforceRefusal.Query("FEATURENOTENABLED", "hardDelete operation requires special user profile permission, please contact your system administrator");
        if (Text(body, "assignmentRuleId") is { } rule) throw BulkRefusals.BadJob($"No assignment rule with the id {rule}");
        return New(call, body, operation, definition.Name) with { ExternalIdFieldName = Text(body, "externalIdFieldName") };
    }

    public static BulkJob Query(RestCall call, JsonObject body, Func<string, string, string> objectOf)
    {
        Check(body, QueryMembers);
        var operation = Word(body, "operation", ["query", "queryAll"]);
        var query = Text(body, "query") ?? throw BulkRefusals.BadJob("query is required");
        return New(call, body, operation, objectOf(operation, query)) with { Query = query, State = BulkState.UploadComplete };
    }

    private static BulkJob New(RestCall call, JsonObject body, string operation, string objectName)
    {
        Word(body, "contentType", ["CSV"], "CSV");
        var now = Moments.Cut(call.Org.Clock.Now);
        return new BulkJob
        {
            Id = call.Org.Records.NextId(KeyPrefix), Operation = operation, ObjectName = objectName, CreatedById = call.UserId, CreatedDate = now, SystemModstamp = now, ApiVersion = call.Version,
            Format = new CsvFormat(Word(body, "lineEnding", CsvFormat.LineEndingWords, "LF"), Word(body, "columnDelimiter", CsvFormat.DelimiterWords, "COMMA")),
        };
    }

    private static void Check(JsonObject body, string[] members)
    {
        if (body.Select(p => p.Key).FirstOrDefault(k => !members.Contains(k)) is { } unknown) throw RestJson.Unreadable($"Unrecognized field \"{unknown}\"");
        if (body.FirstOrDefault(p => p.Value is not null && CompositeResources.Text(p.Value) is null).Key is { } odd) throw RestJson.Unreadable($"Cannot deserialize instance of string from the value of \"{odd}\"");
    }

    private static string? Text(JsonObject body, string name) => CompositeResources.Text(body[name]) is { Length: > 0 } text ? text : null;

    private static string Word(JsonObject body, string name, IEnumerable<string> words, string? usual = null)
    {
        var word = Text(body, name) ?? usual ?? throw BulkRefusals.BadJob($"{name} is required");
        return words.Contains(word) ? word : throw BulkRefusals.BadJob($"{word} is not a valid value for {name}: it is one of {string.Join(", ", words)}");
    }

    private static string Ability(string operation) => operation switch { "insert" or "upsert" => "createable", "update" => "updateable", _ => "deletable" };

    private static void CheckKey(ObjectDefinition definition, string? name)
    {
        if (name is null) throw BulkRefusals.BadJob($"External ID was blank for {definition.Name}. An External ID must be specified for upsert.");
        if (definition.Field(name) is not { } field || !GivenFields.IsKey(field))
            throw BulkRefusals.BadJob($"Field name provided, {name} does not match an External ID, Salesforce Id, or indexed field for {definition.Name}");
    }

    /// <summary>Even an administrator needs it given to him.</summary>
    private static bool MayHardDelete(SalesforceOrg org, string userId) => org.Access.Of(userId).Has("PermissionsBulkApiHardDelete");
}
