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

    /// <summary>Who and what exclude each other for leads; the account follows from an account or opportunity, else from the contact.</summary>
    internal static void RelatedTo(Save save)
    {
        var (who, what) = (save.Related("WhoId"), save.Related("WhatId"));
        if (save.Org.Switches.LeadTakesNoRelatedTo && who is { ObjectName: "Lead" } && what is not null)
            throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", "Related To ID: cannot be set when the name is a lead (WhatId must be empty for a WhoId of Lead)", "WhatId");
        if (save.Org.Switches.ConvertedLeadTakesNoActivity && who is { ObjectName: "Lead" } && save.Changed("WhoId") && who.Is("IsConverted"))
            throw SalesforceRefusal.Bad("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead", "WhoId");
        save["WhoCount"] = who is null ? 0m : 1m;
        save["WhatCount"] = what is null ? 0m : 1m;
        save["AccountId"] = AccountOf(what) ?? AccountOf(who);
    }

    private static object? AccountOf(SalesforceRecord? record) => record?.ObjectName switch
    {
        "Account" => record.Id,
        "Opportunity" or "Contact" => record["AccountId"],
        _ => null,
    };
}
