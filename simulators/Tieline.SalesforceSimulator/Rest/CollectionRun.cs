using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>What became of one record; <see cref="Created"/> only for upserts.</summary>
/// <param name="EventUuid">of a platform event</param>
public sealed record CollectionRow(string Id, bool? Created = null, string? EventUuid = null);

/// <summary>Runs a collection row by row; with allOrNone one refusal undoes all.</summary>
public static class CollectionRun
{
    public const int Most = 200;

    public static JsonArray Execute(SalesforceOrg org, bool allOrNone, IReadOnlyList<JsonObject> records, Func<JsonObject, CollectionRow> work)
    {
        var start = org.Mark();
        var outcomes = records.Select(record => Try(org, () => work(record))).ToList();
        if (!allOrNone || outcomes.All(o => o.Refusal is null)) return new JsonArray([.. outcomes.Select(o => (JsonNode)Outcome(o.Row, o.Refusal))]);
        org.Undo(start);
        var rolledBack = SalesforceRefusal.Bad("ALL_OR_NONE_OPERATION_ROLLED_BACK", "Record rolled back because not all records were valid and the request was using AllOrNone header");
        return new JsonArray([.. outcomes.Select(o => (JsonNode)Outcome(o.Row is { Created: not null } upserted ? upserted : null, o.Refusal ?? rolledBack))]);
    }

    /// <summary>What one record's work came to; what it changed is undone when it was refused.</summary>
    public static (CollectionRow? Row, SalesforceRefusal? Refusal) Try(SalesforceOrg org, Func<CollectionRow> work)
    {
        var mark = org.Mark();
        try
        {
            return (work(), null);
        }
        catch (SalesforceRefusal refusal)
        {
            org.Undo(mark);
            return (null, refusal);
        }
    }

    private static JsonObject Outcome(CollectionRow? row, SalesforceRefusal? refusal)
    {
        var json = new JsonObject();
        if (refusal is null) json["id"] = row!.Id;
        json["success"] = refusal is null;
        json["errors"] = refusal is null ? SObjectResources.Enqueued(row!.EventUuid) : new JsonArray(RestJson.Error(refusal, "statusCode"));
        if (row?.Created is { } created) json["created"] = created;
        return json;
    }
}
