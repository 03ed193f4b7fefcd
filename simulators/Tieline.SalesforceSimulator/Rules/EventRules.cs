namespace Tieline.SalesforceSimulator.Rules;

/// <summary>Events: a start with an end or a duration that agree, at most 14 days long; whole days begin and end at midnight UTC.</summary>
public static class EventRules
{
    private const int MinutesOfDay = 1440;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(14);

    public static void Apply(Save save)
    {
        TaskRules.RelatedTo(save);
        if (save["IsReminderSet"] is true && save["ReminderDateTime"] is null)
            throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", "Reminder Date/Time: a reminder needs a time", "ReminderDateTime");
        if (save["IsAllDayEvent"] is true) AllDay(save);
        else Timed(save);
    }

    private static void AllDay(Save save)
    {
        var day = First(Given<DateOnly>(save, "ActivityDate"), Day(Given<DateTimeOffset>(save, "StartDateTime")), save["ActivityDate"] as DateOnly?, Day(save["StartDateTime"] as DateTimeOffset?))
            ?? throw SalesforceRefusal.Bad("REQUIRED_FIELD_MISSING", "Required fields are missing: [ActivityDate]", "ActivityDate");
        var from = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var minutes = Given<decimal>(save, "DurationInMinutes");
        if (minutes > (decimal)Longest.TotalMinutes) throw TooLong();
        if (from > Latest) throw TooFarAhead("ActivityDate");
        if (minutes % MinutesOfDay is not (null or 0m)) throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", "Duration: an all-day event lasts whole days", "DurationInMinutes");
        var end = Given<DateTimeOffset>(save, "EndDateTime") is { } given ? Day(given)!.Value.ToDateTime(TimeOnly.MinValue) - day.ToDateTime(TimeOnly.MinValue) : (TimeSpan?)null;
        var days = end?.Days + 1 ?? (int)((minutes ?? (save.Before?.Is("IsAllDayEvent") == true ? save.Before["DurationInMinutes"] as decimal? : null) ?? MinutesOfDay) / MinutesOfDay);
        if (days < 1) throw EndsBefore();
        if (minutes is { } wanted && wanted != days * MinutesOfDay) throw Disagree();
        if (days > Longest.TotalDays) throw TooLong();
        var last = from.AddDays(days - 1);
        (save["ActivityDate"], save["StartDateTime"], save["ActivityDateTime"], save["EndDateTime"]) = (day, from, null, last);
        (save["DurationInMinutes"], save["EndDate"]) = ((decimal)(days * MinutesOfDay), Day(last));
    }

    // As the end must still be a date.
    private static readonly DateTimeOffset Latest = DateTimeOffset.MaxValue - Longest - TimeSpan.FromDays(1);

    private static SalesforceRefusal TooFarAhead(string field) => SalesforceRefusal.Bad("DATE_OUT_OF_RANGE", "the date is too far in the future", field);

    private static void Timed(Save save)
    {
        if (Given<DateTimeOffset>(save, "StartDateTime") is { } one && Given<DateTimeOffset>(save, "ActivityDateTime") is { } other && one != other)
            throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", "Start Date Time: must be the same as Due Date Time", "StartDateTime");
        var start = (save.Changed("ActivityDateTime") ? save["ActivityDateTime"] : save["StartDateTime"] ?? save["ActivityDateTime"]) as DateTimeOffset?;
        if (start is not { } from)
            throw SalesforceRefusal.Bad("REQUIRED_FIELD_MISSING", "Required fields are missing: [StartDateTime]", "StartDateTime");
        if (from > Latest) throw TooFarAhead("StartDateTime");
        if (save["DurationInMinutes"] is decimal minutes && (minutes < 0 || minutes > (decimal)Longest.TotalMinutes)) throw TooLong();
        var byDuration = save.Changed("DurationInMinutes") && !save.Given.ContainsKey("EndDateTime");
        var to = byDuration || save["EndDateTime"] is null ? from.AddMinutes((double)(save["DurationInMinutes"] as decimal? ?? throw Undetermined())) : (DateTimeOffset)save["EndDateTime"]!;
        if (to < from) throw EndsBefore();
        if (to - from > Longest) throw TooLong();
        if (Given<decimal>(save, "DurationInMinutes") is { } wanted && wanted != (decimal)(to - from).TotalMinutes) throw Disagree();
        (save["StartDateTime"], save["ActivityDateTime"], save["EndDateTime"]) = (from, from, to);
        save["DurationInMinutes"] = (decimal)(to - from).TotalMinutes;
        (save["ActivityDate"], save["EndDate"]) = (Day(from), Day(to));
    }

    private static T? Given<T>(Save save, string field)
        where T : struct => save.Given.GetValueOrDefault(field) as T?;

    private static T? First<T>(params T?[] choices)
        where T : struct => Array.Find(choices, c => c is not null);

    private static DateOnly? Day(DateTimeOffset? moment) => moment is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null;

    private static SalesforceRefusal EndsBefore() => SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", "End Date Time: an event cannot end before it starts", "EndDateTime");

    private static SalesforceRefusal Disagree() => SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", "End Date Time: start, end and duration do not agree", "EndDateTime");

    private static SalesforceRefusal TooLong() => SalesforceRefusal.Bad("NUMBER_OUTSIDE_VALID_RANGE", "Duration: an event can last at most 14 days", "DurationInMinutes");

    private static SalesforceRefusal Undetermined() =>
        SalesforceRefusal.Bad("REQUIRED_FIELD_MISSING", "Required fields are missing: [EndDateTime]", "EndDateTime");
}
