namespace Tieline.SalesforceSimulator.Bulk;

/// <summary>The states of a job, named as the cloud writes them.</summary>
internal enum BulkState
{
    Open, UploadComplete, InProgress, JobComplete, Failed, Aborted,
}
