using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>
/// The org's duplicate rules. Callers hold the org's gate.
/// See https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_concepts_core_data_objects.htm
/// </summary>
internal sealed class DuplicateRules
{
    private readonly List<DuplicateRule> rules = [];

    public IReadOnlyList<DuplicateRule> All => rules;

    public void Add(DuplicateRule rule)
    {
        rules.RemoveAll(r => r.Name == rule.Name);
        rules.Add(rule);
    }

    public void Remove(Predicate<DuplicateRule> which) => rules.RemoveAll(which);

    public void Clear() => rules.Clear();

    /// <summary>Refuses with the first rule that finds somebody, those that block before those that warn.</summary>
    public void Check(Save save)
    {
        foreach (var rule in rules.Where(r => r.Object == save.Definition.Name && (r.Blocks || !save.Options.AllowDuplicates)).OrderByDescending(r => r.Blocks))
        {
            if (!save.IsInsert && !rule.Fields.Any(save.Changed)) continue;
            var found = Matches(save, rule).ToList();
            if (found.Count > 0) throw new SalesforceRefusal(400, "DUPLICATES_DETECTED", rule.Message) { DuplicateResult = Result(save, rule, found) };
        }
    }

    private static IEnumerable<SalesforceRecord> Matches(Save save, DuplicateRule rule)
    {
        var wanted = rule.Fields.Select(f => (Field: f, Value: save.Text(f))).ToList();
        if (wanted.Any(w => string.IsNullOrEmpty(w.Value))) return [];
        return save.Org.Records.Table(rule.MatchObject).WithText(wanted[0].Field, wanted[0].Value!)
            .Where(r => !r.IsDeleted && r.Id != save.Draft.Id && !r.Is("IsConverted") && wanted.All(w => string.Equals(r.Text(w.Field), w.Value, StringComparison.OrdinalIgnoreCase)))
            .Where(r => !save.Options.RunAsCurrentUser || save.Org.Access.Reads(save.UserId, r));
    }

    private static JsonObject Result(Save save, DuplicateRule rule, List<SalesforceRecord> found) => new()
    {
        ["allowSave"] = !rule.Blocks, ["duplicateRule"] = rule.Name, ["duplicateRuleEntityType"] = rule.Object, ["errorMessage"] = rule.Message,
        ["matchResults"] = new JsonArray(new JsonObject
        {
            ["entityType"] = rule.MatchObject, ["errors"] = new JsonArray(), ["matchEngine"] = "ExactMatchEngine",
            ["matchRecords"] = new JsonArray([.. found.Select(r => (JsonNode)new JsonObject
            {
                ["additionalInformation"] = new JsonArray(), ["fieldDiffs"] = new JsonArray(), ["matchConfidence"] = 100.0, ["record"] = Record(save, r),
            })]),
            ["rule"] = rule.MatchRule, ["size"] = found.Count, ["success"] = true,
        }),
    };

    private static JsonObject Record(Save save, SalesforceRecord record)
    {
        var seen = save.Org.Access.SchemaOf(save.UserId).Find(record.ObjectName);
        var shown = seen is null ? [] : save.Options.IncludeRecordDetails && save.Org.Access.Reads(save.UserId, record) ? seen.Fields : seen.Fields.Where(f => f.Name == "Id");
        return RecordJson.Row(new RecordView(save.Org, save.UserId, save.Options.BasePath), save.Org.Schema[record.ObjectName], record, shown);
    }
}
