namespace Tieline.SalesforceSimulator.Rules;

/// <summary>Events: a start with an end or a duration, at most 14 days long.</summary>
public static class EventRules
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(14);

    public static void Apply(Save save)
    {
        TaskRules.RelatedTo(save);
        if (save["IsAllDayEvent"] is true) AllDay(save);
        else Timed(save);
    }

    private static void AllDay(Save save)
    {
        var day = save["ActivityDate"] as DateOnly? ?? (save["StartDateTime"] is DateTimeOffset start ? DateOnly.FromDateTime(start.UtcDateTime) : (DateOnly?)null)
            ?? throw SalesforceRefusal.Bad("REQUIRED_FIELD_MISSING", "Required fields are missing: [ActivityDate]", "ActivityDate");
        var from = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        save["ActivityDate"] = day;
        (save["StartDateTime"], save["ActivityDateTime"]) = (from, null);
        save["EndDateTime"] = save["EndDateTime"] ?? from;
        save["DurationInMinutes"] = 1440m;
        save["EndDate"] = DateOnly.FromDateTime(((DateTimeOffset)save["EndDateTime"]!).UtcDateTime);
    }

    private static void Timed(Save save)
    {
        var start = (save.Changed("ActivityDateTime") ? save["ActivityDateTime"] : save["StartDateTime"] ?? save["ActivityDateTime"]) as DateTimeOffset?;
        if (start is not { } from)
            throw SalesforceRefusal.Bad("REQUIRED_FIELD_MISSING", "Required fields are missing: [StartDateTime]", "StartDateTime");
        if (save["DurationInMinutes"] is decimal minutes && (minutes < 0 || minutes > (decimal)Longest.TotalMinutes)) throw TooLong();
        var byDuration = save.Changed("DurationInMinutes") && !save.Given.ContainsKey("EndDateTime");
        var to = byDuration || save["EndDateTime"] is null ? from.AddMinutes((double)(save["DurationInMinutes"] as decimal? ?? throw Undetermined())) : (DateTimeOffset)save["EndDateTime"]!;
        if (to < from) throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", "End Date Time: an event cannot end before it starts", "EndDateTime");
        if (to - from > Longest) throw TooLong();
        (save["StartDateTime"], save["ActivityDateTime"], save["EndDateTime"]) = (from, from, to);
        save["DurationInMinutes"] = (decimal)(to - from).TotalMinutes;
        (save["ActivityDate"], save["EndDate"]) = (DateOnly.FromDateTime(from.UtcDateTime), DateOnly.FromDateTime(to.UtcDateTime));
    }

    private static SalesforceRefusal TooLong() => SalesforceRefusal.Bad("NUMBER_OUTSIDE_VALID_RANGE", "Duration: an event can last at most 14 days", "DurationInMinutes");

    private static SalesforceRefusal Undetermined() =>
        SalesforceRefusal.Bad("REQUIRED_FIELD_MISSING", "Required fields are missing: [EndDateTime]", "EndDateTime");
}
