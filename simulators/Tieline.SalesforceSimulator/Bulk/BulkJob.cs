using System.Collections.Immutable;

namespace Tieline.SalesforceSimulator.Bulk;

/// <summary>What became of one row of an ingest job; <see cref="Error"/> is null when it was saved.</summary>
internal sealed record RowOutcome(string Id, bool Created, string? Error);

/// <summary>One job of the Bulk API 2.0: ingest (rows come in) or query (rows go out).</summary>
internal sealed record BulkJob
{
    public required string Id { get; init; }

    /// <summary><c>insert</c>, <c>update</c>, <c>upsert</c>, <c>delete</c>, <c>hardDelete</c>, <c>query</c> or <c>queryAll</c>.</summary>
    public required string Operation { get; init; }
    public required string ObjectName { get; init; }
    public required CsvFormat Format { get; init; }

    /// <summary>The running user of all the job does.</summary>
    public required string CreatedById { get; init; }
    public required DateTimeOffset CreatedDate { get; init; }

    /// <summary>As in <c>66.0</c>.</summary>
    public required string ApiVersion { get; init; }
    public BulkState State { get; init; } = BulkState.Open;
    public DateTimeOffset SystemModstamp { get; init; }
    public string? ExternalIdFieldName { get; init; }
    public string? Query { get; init; }

    /// <summary>The CSV as uploaded, until it is read into <see cref="Rows"/>.</summary>
    public string? Data { get; init; }
    public string[] Columns { get; init; } = [];

    /// <summary>Ingest: the rows uploaded; query: the rows found. Null before.</summary>
    public IReadOnlyList<string[]>? Rows { get; init; }

    /// <summary>Of the first rows of an ingest job; the others are not processed yet, or never will be.</summary>
    public ImmutableList<RowOutcome> Outcomes { get; init; } = [];
    public string? ErrorMessage { get; init; }
    public DateTimeOffset? StartedAt { get; init; }

    public bool IsQuery => Operation is "query" or "queryAll";

    /// <summary>The org works on it or will.</summary>
    public bool IsActive => State is BulkState.UploadComplete or BulkState.InProgress;

    public bool IsOver => State is BulkState.JobComplete or BulkState.Failed or BulkState.Aborted;
}
