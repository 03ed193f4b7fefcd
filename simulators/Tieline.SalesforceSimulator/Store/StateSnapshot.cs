using System.Text.Json;
using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.ChangeData;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Store;

/// <summary>What an org holds at one instant. Taking it only collects what never changes, within the org's gate; writing it as JSON keeps nobody waiting.</summary>
internal sealed class StateSnapshot
{
    private readonly Dictionary<string, object?> settings;
    private readonly List<(ObjectDefinition Definition, SalesforceRecord[] Rows)> tables;

    public StateSnapshot(SalesforceOrg org)
    {
        settings = Settings(org);
        tables = [.. org.Schema.Objects.Where(o => !o.Virtual).Select(o => (o, org.Records.Table(o.Name).All.ToArray()))];
    }

    public JsonObject ToJson()
    {
        var json = new JsonObject();
        foreach (var (name, value) in settings) json[name] = JsonSerializer.SerializeToNode(value);
        json["records"] = new JsonObject(tables.Select(t => KeyValuePair.Create(t.Definition.Name, (JsonNode?)new JsonArray([.. t.Rows.Select(row => Row(t.Definition, row))]))));
        return json;
    }

    private static JsonNode Row(ObjectDefinition definition, SalesforceRecord row) =>
        new JsonObject(definition.Fields.Where(f => row[f.Name] is not null).Select(f => KeyValuePair.Create(f.Name, RestJson.Value(row[f.Name], f.Type))));

    private static Dictionary<string, object?> Settings(SalesforceOrg org) => new()
    {
        ["clock"] = new { stepped = org.Clock.Stepped, now = org.Clock.Now, aheadTicks = org.Clock.Ahead.Ticks },
        ["random"] = new { seed = org.Random.Seed, drawn = org.Random.Drawn },
        ["counters"] = org.Records.Counters.ToDictionary(),
        ["apps"] = org.Apps.All.ToArray(),
        ["sessions"] = org.Sessions.Sessions.Where(s => s.ExpiresAt > org.Clock.Now).ToArray(),
        ["grants"] = org.Sessions.Grants,
        ["approvals"] = org.Sessions.Approvals,
        ["rules"] = org.Rules.All.ToArray(),
        ["duplicates"] = org.Duplicates.All.ToArray(),
        ["assignments"] = org.Assignments.ToArray(),
        ["hidden"] = org.Hidden.All.ToDictionary(h => h.Key, h => h.Value.ToArray()),
        ["sharing"] = org.Sharing.All.ToDictionary(s => s.Key, s => s.Value.ToString()),
        ["loginIpRanges"] = org.LoginIpRanges,
        ["loginHours"] = org.LoginHours,
        ["apiCalls"] = org.Usage.Minutes,
        ["dailyRequests"] = org.Usage.DailyLimit,
        ["saveTimes"] = org.SaveTimes,
        ["switches"] = org.Switches,
        ["picklists"] = org.Picklists.All.ToArray(),
        ["signer"] = org.Signer,
        ["authority"] = org.Authority.Secret,
        ["changeData"] = ChangeDataState.Of(org),
        ["bulkJobs"] = org.Bulk.All.ToArray(),
        ["bulkQueryJobs"] = org.Bulk.QueryJobs.Uses.ToArray(),
        ["bulkBatches"] = org.Bulk.Batches.Uses.ToArray(),
    };
}
