using Tieline.Salesforce;

namespace Tieline.Server.CallLogging;

/// <summary>The org's own words and sizes for Tasks: its picklists are not ours to know.</summary>
/// <param name="Open">Status while the call lasts.</param>
/// <param name="Closed">Status of a log that is complete.</param>
/// <param name="Type">A value of the picklist Type that says "call"; null when the org has none.</param>
public sealed record OrgTaskWords(string Open, string Closed, string? Priority, string? Type, int SubjectLength, int DescriptionLength, int DispositionLength)
{
    /// <summary>Standard orgs, and what is used where the org does not describe its Tasks to us.</summary>
    public static OrgTaskWords Standard { get; } = new("Not Started", "Completed", "Normal", "Call", 255, 32_000, 255);

    /// <summary>Pure. Which statuses are closed is told by the object TaskStatus alone; without it the standard word, or the last value, is taken.</summary>
    public static OrgTaskWords From(ObjectDescription task, IReadOnlyList<TaskStatusRow> statuses)
    {
        var status = Active(task, "Status");
        var closed = statuses.Where(row => row.IsClosed).Select(row => row.ApiName).Where(name => status.Any(value => value.Value == name)).ToList();
        var standardClosed = status.Any(value => value.Value == Standard.Closed) ? Standard.Closed : status.LastOrDefault()?.Value ?? Standard.Closed;
        var open = status.Where(value => !closed.Contains(value.Value) && value.Value != standardClosed).ToList();
        var priority = Active(task, "Priority");
        return new OrgTaskWords(
            (open.FirstOrDefault(value => value.DefaultValue) ?? open.FirstOrDefault())?.Value ?? Standard.Open,
            closed.Contains(Standard.Closed) ? Standard.Closed : closed.FirstOrDefault() ?? standardClosed,
            (priority.FirstOrDefault(value => value.DefaultValue) ?? priority.FirstOrDefault())?.Value,
            Active(task, "Type").FirstOrDefault(value => value.Value == "Call")?.Value,
            LengthOf(task, "Subject", Standard.SubjectLength), LengthOf(task, "Description", Standard.DescriptionLength),
            LengthOf(task, "CallDisposition", Standard.DispositionLength));
    }

    private static List<PicklistValue> Active(ObjectDescription task, string field) =>
        [.. (task.Field(field)?.PicklistValues ?? []).Where(value => value.Active)];

    private static int LengthOf(ObjectDescription task, string field, int standard) => task.Field(field)?.Length is > 0 and { } length ? length : standard;
}

/// <summary>A row of the org's TaskStatus.</summary>
public sealed record TaskStatusRow(string ApiName, bool IsClosed);
