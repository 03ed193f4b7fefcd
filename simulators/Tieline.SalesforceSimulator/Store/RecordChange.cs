namespace Tieline.SalesforceSimulator.Store;

public enum RecordChangeKind { Created, Updated, Deleted, Undeleted }

/// <summary>A row that changed and is committed.</summary>
public sealed record RecordChange(string ObjectName, string Id, RecordChangeKind Kind);
