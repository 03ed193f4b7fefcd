using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>
/// Tasks: whom and what they are about, and what closes them.
/// See https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_task.htm
/// </summary>
public static class TaskRules
{
    public static void Apply(Save save)
    {
        RelatedTo(save);
        RecurrenceRules.Apply(save);
        var status = save.Text("Status");
        var closed = save.Org.Records.Rows("TaskStatus").Any(s => s.Text("ApiName") == status && s.Is("IsClosed"));
        if (!closed) save["CompletedDateTime"] = null;
        else if (save.Before?.Is("IsClosed") != true) save["CompletedDateTime"] = save.Now;
        save["IsClosed"] = closed;
        save["IsHighPriority"] = save.Org.Records.Rows("TaskPriority").Any(p => p.Text("ApiName") == save.Text("Priority") && p.Is("IsHighPriority"));
        if (save["CallDurationInSeconds"] is < 0m)
            throw SalesforceRefusal.Bad("NUMBER_OUTSIDE_VALID_RANGE", "Call Duration: value not in range: " + save["CallDurationInSeconds"], "CallDurationInSeconds");
        if (save.Is("IsReminderSet") && save["ReminderDateTime"] is null)
            throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", "Reminder Date/Time: a reminder needs a time", "ReminderDateTime");
    }

    private static bool Is(this Save save, string field) => save[field] is true;

    /// <summary>Who and what exclude each other for leads; the account follows from what it is about (an account, an opportunity, a custom detail of an account), else from the contact.</summary>
    internal static void RelatedTo(Save save)
    {
        var (who, what) = (save.Related("WhoId"), save.Related("WhatId"));
        if (save.Org.Switches.LeadTakesNoRelatedTo && who is { ObjectName: "Lead" } && what is not null)
            throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", "Related To ID: cannot be set when the name is a lead (WhatId must be empty for a WhoId of Lead)", "WhatId");
        if (save.Org.Switches.ConvertedLeadTakesNoActivity && who is { ObjectName: "Lead" } && save.Changed("WhoId") && who.Is("IsConverted"))
            throw SalesforceRefusal.Bad("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead", "WhoId");
        foreach (var (field, value) in Derived(save.Org, save.Draft)) save[field] = value;
    }

    /// <summary>What follows from whom and what a task or event is about.</summary>
    internal static IEnumerable<(string Field, object? Value)> Derived(SalesforceOrg org, SalesforceRecord activity)
    {
        var (who, what) = (org.Records.Find(activity.Text("WhoId")), org.Records.Find(activity.Text("WhatId")));
        return [("WhoCount", who is null ? 0m : 1m), ("WhatCount", what is null ? 0m : 1m), ("AccountId", AccountOf(org, what) ?? AccountOf(org, who))];
    }

    private static object? AccountOf(SalesforceOrg org, SalesforceRecord? record) => record?.ObjectName switch
    {
        null => null,
        "Account" => record.Id,
        "Opportunity" or "Contact" => record["AccountId"],
        var name => org.Schema[name].Fields.FirstOrDefault(f => f.MasterDetail && f.ReferenceTo.Contains("Account")) is { } master ? record[master.Name] : null,
    };
}
