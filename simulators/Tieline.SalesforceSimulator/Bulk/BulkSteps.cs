using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Soql.Execution;
using Tieline.SalesforceSimulator.Soql.Syntax;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Bulk;

/// <summary>One step of a job: into work, the next chunk of rows, the end.</summary>
internal static class BulkSteps
{
    public const int Chunk = 200;
    private const int RowsPerBatch = 10_000;

    /// <summary>The org's time between two steps.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    public static BulkJob Next(SalesforceOrg org, BulkJob job)
    {
        if (job.State == BulkState.UploadComplete) return job with { State = BulkState.InProgress, StartedAt = org.Clock.Now };
        try
        {
            return job.IsQuery ? Answer(org, job) : Work(org, job.Rows is null ? Read(org, job) : job);
        }
        catch (DataProblem problem)
        {
            return job with { State = BulkState.Failed, ErrorMessage = problem.Message };
        }
    }

    private static BulkJob Read(SalesforceOrg org, BulkJob job)
    {
        var lines = CsvText.Read(job.Data ?? "", job.Format);
        if (lines.Count == 0) throw new DataProblem("InvalidBatch : The CSV has no header row");
        var (columns, rows) = (lines[0], lines.Skip(1).ToList());
        if (rows.FirstOrDefault(r => r.Length != columns.Length) is { } odd)
            throw new DataProblem($"InvalidBatch : Failed to parse CSV: expected {columns.Length} columns but found {odd.Length}");
        for (var batch = 0; batch * RowsPerBatch < rows.Count; batch++) org.Bulk.Batches.Use(org.Clock.Now);
        return job with { Columns = columns, Rows = rows, Data = null };
    }

    private static BulkJob Work(SalesforceOrg org, BulkJob job)
    {
        var columns = IngestColumns.Bind(org.Access.SchemaOf(job.CreatedById), job);
        var outcomes = job.Outcomes.AddRange(job.Rows!.Skip(job.Outcomes.Count).Take(Chunk).Select(row => IngestRows.Save(org, job, columns, row)));
        return job with { Outcomes = outcomes, State = outcomes.Count == job.Rows!.Count ? BulkState.JobComplete : BulkState.InProgress };
    }

    private static BulkJob Answer(SalesforceOrg org, BulkJob job)
    {
        try
        {
            var result = BulkQuery.Of(new QueryContext(org, job.CreatedById, new SourceText(job.Query!), "", includeDeleted: job.Operation == "queryAll"));
            return job with { State = BulkState.JobComplete, Columns = result.Columns(), Rows = result.Rows() };
        }
        catch (SalesforceRefusal refusal)
        {
            throw new DataProblem($"{refusal.ErrorCode}: {refusal.Message}");
        }
    }
}
