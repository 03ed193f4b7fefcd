namespace Tieline.SalesforceSimulator.Store;

public enum RecordChangeKind { Created, Updated, Deleted }

/// <summary>A row that changed and is committed.</summary>
public sealed record RecordChange(string ObjectName, string Id, RecordChangeKind Kind)
{
    /// <summary>The row as it was; null when it is new.</summary>
    public SalesforceRecord? Before { get; init; }

    /// <summary>The row as it is now; null when it was erased.</summary>
    public SalesforceRecord? After { get; init; }
}
