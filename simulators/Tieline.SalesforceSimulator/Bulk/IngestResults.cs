namespace Tieline.SalesforceSimulator.Bulk;

/// <summary>The three result files of an ingest job, in its own CSV format.</summary>
internal static class IngestResults
{
    public static string Successful(BulkJob job) => File(job, ["sf__Id", "sf__Created"], o => o.Error is null ? [o.Id, o.Created ? "true" : "false"] : null);

    public static string Failed(BulkJob job) => File(job, ["sf__Id", "sf__Error"], o => o.Error is { } error ? [o.Id, error] : null);

    /// <summary>Rows that were never come to; data that could not be read is given back as it came.</summary>
    public static string Unprocessed(BulkJob job) => job.Rows is null ? job.Data ?? ""
        : string.Concat(job.Rows.Skip(job.Outcomes.Count).Prepend(job.Columns).Select(row => CsvText.Line(row, job.Format)));

    private static string File(BulkJob job, string[] added, Func<RowOutcome, string[]?> outcome)
    {
        var lines = job.Outcomes.Zip(job.Rows ?? []).Select(o => (Added: outcome(o.First), Row: o.Second)).Where(o => o.Added is not null).Select(o => o.Added!.Concat(o.Row));
        return string.Concat(lines.Prepend(added.Concat(job.Columns)).Select(line => CsvText.Line(line, job.Format)));
    }
}
