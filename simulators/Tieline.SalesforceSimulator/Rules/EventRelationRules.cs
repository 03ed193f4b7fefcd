using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>
/// Who is invited to an event: once each, not its owner; an answer has its time.
/// See https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_eventrelation.htm
/// </summary>
internal static class EventRelationRules
{
    public static void Apply(Save save)
    {
        var of = save.Text("EventId")!;
        if (save.IsInsert && Of(save.Org, of).Any(r => r.Text("RelationId") == save.Text("RelationId")))
            throw SalesforceRefusal.Bad("DUPLICATE_VALUE", "duplicate value found: RelationId duplicates value on record with id: " + Of(save.Org, of).First(r => r.Text("RelationId") == save.Text("RelationId")).Id[..15]);
        if (save.Related("EventId")?.Text("OwnerId") == save.Text("RelationId")) throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", "Relation ID: the owner of an event is not invited to it", "RelationId");
        if (save.Changed("Status")) save["RespondedDate"] = save.Text("Status") == "New" ? null : save.Now;
    }

    /// <summary>An event with invitees is a group event.</summary>
    public static void Settle(SalesforceOrg org, string eventId)
    {
        var any = Of(org, eventId).Any();
        if (org.Records.Find(eventId) is { IsDeleted: false } meeting && meeting.Is("IsGroupEvent") != any) org.Records.Put(meeting.With("IsGroupEvent", any).With("GroupEventType", any ? "1" : null));
    }

    private static IEnumerable<SalesforceRecord> Of(SalesforceOrg org, string eventId) => org.Records.Table("EventRelation").WithText("EventId", eventId).Where(r => !r.IsDeleted);
}
