using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>
/// Recurring tasks: the one that is created describes the series, each of its days becomes a task of its own.
/// See https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_task.htm
/// </summary>
internal static class RecurrenceRules
{
    private static readonly string[] Months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private static readonly Dictionary<string, string[]> Needs = new()
    {
        ["RecursDaily"] = ["RecurrenceInterval"], ["RecursEveryWeekday"] = [], ["RecursWeekly"] = ["RecurrenceInterval", "RecurrenceDayOfWeekMask"],
        ["RecursMonthly"] = ["RecurrenceInterval", "RecurrenceDayOfMonth"], ["RecursMonthlyNth"] = ["RecurrenceInterval", "RecurrenceInstance", "RecurrenceDayOfWeekMask"],
        ["RecursYearly"] = ["RecurrenceDayOfMonth", "RecurrenceMonthOfYear"], ["RecursYearlyNth"] = ["RecurrenceInstance", "RecurrenceDayOfWeekMask", "RecurrenceMonthOfYear"],
    };

    private static readonly (string Field, int Most)[] Numbers = [("RecurrenceInterval", 999), ("RecurrenceDayOfWeekMask", 127), ("RecurrenceDayOfMonth", 31)];

    public static void Apply(Save save)
    {
        if (!save.IsInsert || save["IsRecurrence"] is not true) return;
        string[] needed = ["RecurrenceType", "RecurrenceStartDateOnly", "RecurrenceEndDateOnly", .. Needs.GetValueOrDefault(save.Text("RecurrenceType") ?? "") ?? []];
        var missing = needed.Where(n => save[n] is null).ToArray();
        if (missing.Length > 0) throw SalesforceRefusal.Bad("REQUIRED_FIELD_MISSING", $"Required fields are missing: [{string.Join(", ", missing)}]", missing);
        foreach (var (field, most) in Numbers)
            if (save[field] is decimal number && (number < 1 || number > most))
                throw SalesforceRefusal.Bad("NUMBER_OUTSIDE_VALID_RANGE", $"{save.Definition.Field(field)!.Label}: value not in range: {number}", field);
        var recurrence = Of(save.Draft);
        var days = recurrence.Days();
        if (days.Count == 0) throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", "Recurrence End: the series has no day", "RecurrenceEndDateOnly");
        if (days.Count > recurrence.Most) throw SalesforceRefusal.Bad("NUMBER_OUTSIDE_VALID_RANGE", $"Recurrence End: a series has at most {recurrence.Most} tasks", "RecurrenceEndDateOnly");
        save["ActivityDate"] = null;
    }

    /// <summary>The tasks of a new series.</summary>
    public static void After(SalesforceOrg org, SalesforceRecord series)
    {
        if (!series.Is("IsRecurrence")) return;
        var plain = series.Values.Keys.Where(k => k.StartsWith("Recurrence", StringComparison.Ordinal)).Aggregate(series, (row, field) => row.With(field, null))
            .With("IsRecurrence", false).With("RecurrenceActivityId", series.Id);
        foreach (var day in Of(series).Days())
        {
            var id = org.Records.NextId("00T");
            org.Records.Put(plain.With("Id", id).With("ActivityDate", day) with { Id = id });
        }
    }

    private static Recurrence Of(SalesforceRecord row) => new(row.Text("RecurrenceType")!, (DateOnly)row["RecurrenceStartDateOnly"]!, (DateOnly)row["RecurrenceEndDateOnly"]!,
        Number(row, "RecurrenceInterval"), Number(row, "RecurrenceDayOfWeekMask"), Number(row, "RecurrenceDayOfMonth"), row.Text("RecurrenceInstance"), Array.IndexOf(Months, row.Text("RecurrenceMonthOfYear")) + 1);

    private static int Number(SalesforceRecord row, string field) => (int)(row[field] as decimal? ?? 1);
}
