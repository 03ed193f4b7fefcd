using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>
/// Tasks about several contacts, where the org has switched that on: <c>TaskWhoIds</c> on the task, a <c>TaskRelation</c> for each person and for what it is about.
/// See https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_taskrelation.htm
/// </summary>
internal static class SharedActivities
{
    public const string Relation = "TaskRelation";
    private const string List = "TaskWhoIds";
    private const int MostContacts = 50;

    /// <summary>Takes <c>TaskWhoIds</c> out of a task's body; the first of them is its <c>WhoId</c>. Null when they are not given.</summary>
    public static IReadOnlyList<string>? Take(SalesforceOrg org, ObjectDefinition definition, JsonObject body)
    {
        if (!org.Switches.SharedActivities || definition.Name != "Task" || body.FirstOrDefault(p => p.Key.Equals(List, StringComparison.OrdinalIgnoreCase)) is not { Key: { } key } given) return null;
        var list = given.Value as JsonArray ?? throw RestJson.Unreadable($"{List} is a list of ids");
        var ids = list.Select(i => RecordIds.Normalize(CompositeResources.Text(i)) ?? throw SalesforceRefusal.Bad("MALFORMED_ID", $"{List}: id value of incorrect type: {i}", List)).Distinct().ToList();
        body.Remove(key);
        var who = body.FirstOrDefault(p => p.Key.Equals("WhoId", StringComparison.OrdinalIgnoreCase));
        if (who.Key is not null && RecordIds.Normalize(CompositeResources.Text(who.Value)) is { } first) ids = [first, .. ids.Where(i => i != first)];
        Check(org, ids);
        if (who.Key is not null) body.Remove(who.Key);
        body["WhoId"] = ids.Count == 0 ? null : ids[0];
        return ids;
    }

    /// <summary>Brings a task's relations in line with it. Without a list only the first person counts as given.</summary>
    public static void Keep(SalesforceOrg org, string userId, SalesforceRecord? before, SalesforceRecord task, IReadOnlyList<string>? whoIds)
    {
        if (!org.Switches.SharedActivities || task.ObjectName != "Task") return;
        var people = whoIds ?? [.. new[] { task.Text("WhoId") }.OfType<string>(), .. Of(org, task.Id).Where(r => !r.Is("IsWhat")).Select(r => r.Text("RelationId")!).Where(id => id != task.Text("WhoId") && id != before?.Text("WhoId"))];
        var wanted = people.Select(id => (Id: id, IsWhat: false)).Concat(task.Text("WhatId") is { } what ? [(what, true)] : []).ToList();
        foreach (var gone in Of(org, task.Id).Where(r => !wanted.Contains((r.Text("RelationId")!, r.Is("IsWhat")))).ToList()) org.Records.Erase(gone);
        foreach (var (id, isWhat) in wanted.Where(w => !Of(org, task.Id).Any(r => r.Text("RelationId") == w.Id))) Add(org, userId, task, id, isWhat);
        Count(org, task.Id);
    }

    /// <summary>The setting was changed: its object comes or goes, and tasks that are there get their relations.</summary>
    public static void Switched(SalesforceOrg org)
    {
        org.Schema.Offer(OrgSchema.SharedActivities, org.Switches.SharedActivities);
        Metadata.RelatedObjects.Relate(org.Schema);
        org.Schema.ChangedAt = org.Clock.Now;
        if (!org.Switches.SharedActivities) return;
        foreach (var task in org.Records.Rows("Task").ToList()) Keep(org, task.Text("OwnerId")!, null, task, null);
    }

    /// <summary>A relation saved by itself adds a person to a task.</summary>
    public static void Apply(Save save)
    {
        var (task, id) = (save.Text("TaskId")!, save.Text("RelationId")!);
        if (save.Related("RelationId")!.ObjectName is not ("Contact" or "Lead")) throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", "Relation ID: what a task is about is set on the task", "RelationId");
        if (Of(save.Org, task).Any(r => r.Text("RelationId") == id)) throw SalesforceRefusal.Bad("DUPLICATE_VALUE", "duplicate value found: RelationId duplicates value on record with id: " + Of(save.Org, task).First(r => r.Text("RelationId") == id).Id[..15]);
        Check(save.Org, [.. People(save.Org, task), id]);
    }

    /// <summary>A task always has the first of its people as <c>WhoId</c>.</summary>
    public static void Settle(SalesforceOrg org, string taskId)
    {
        if (org.Records.Find(taskId) is not { IsDeleted: false } task) return;
        var people = People(org, taskId);
        if (task.Text("WhoId") is not { } who || !people.Contains(who)) org.Records.Put(task.With("WhoId", people.FirstOrDefault()));
        Count(org, taskId);
    }

    private static List<string> People(SalesforceOrg org, string taskId) => [.. Of(org, taskId).Where(r => !r.Is("IsWhat")).Select(r => r.Text("RelationId")!)];

    private static IEnumerable<SalesforceRecord> Of(SalesforceOrg org, string taskId) => org.Records.Table(Relation).WithText("TaskId", taskId).Where(r => !r.IsDeleted);

    private static void Check(SalesforceOrg org, IReadOnlyList<string> ids)
    {
        var leads = ids.Count(id => org.Schema.ByPrefix(id)?.Name == "Lead");
        if (leads > 0 && ids.Count > 1) throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", $"{List}: a task is about one lead, or about up to {MostContacts} contacts", List);
        if (ids.Count > MostContacts) throw SalesforceRefusal.Bad("LIMIT_EXCEEDED", $"{List}: a task is about up to {MostContacts} contacts", List);
        foreach (var id in ids.Skip(1))
            if (org.Records.Find(id) is not { ObjectName: "Contact", IsDeleted: false }) throw SalesforceRefusal.Bad("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", List);
    }

    private static void Add(SalesforceOrg org, string userId, SalesforceRecord task, string relationId, bool isWhat)
    {
        var id = org.Records.NextId(org.Schema[Relation].KeyPrefix!);
        var row = ImmutableDictionary<string, object>.Empty.Add("Id", id).Add("TaskId", task.Id).Add("RelationId", relationId).Add("IsWhat", isWhat).Add("IsDeleted", false).Add("CreatedById", userId).Add("LastModifiedById", userId);
        foreach (var stamp in new[] { "CreatedDate", "LastModifiedDate", "SystemModstamp" }) row = row.Add(stamp, task["SystemModstamp"]!);
        org.Records.Put(new SalesforceRecord(Relation, id, row).With("AccountId", task["AccountId"]));
    }

    private static void Count(SalesforceOrg org, string taskId)
    {
        var task = org.Records.Find(taskId)!;
        var counted = task.With("WhoCount", (decimal)People(org, taskId).Count).With("WhatCount", task["WhatId"] is null ? 0m : 1m);
        if (!Equals(task["WhoCount"], counted["WhoCount"]) || !Equals(task["WhatCount"], counted["WhatCount"])) org.Records.Put(counted);
    }
}
