using Tieline.SalesforceSimulator.Rules;

namespace Tieline.SalesforceSimulator.Bulk;

/// <summary>The refusals of the job resources.</summary>
internal static class BulkRefusals
{
    public static SalesforceRefusal BadJob(string message) => SalesforceRefusal.Query("INVALIDJOB", message);

    public static SalesforceRefusal WrongState(string message) => SalesforceRefusal.Query("INVALIDJOBSTATE", message);

    public static SalesforceRefusal UnknownObject(string name) => SalesforceRefusal.Query("INVALIDENTITY", $"Entity '{name}' is not supported by the Bulk API.");

    public static SalesforceRefusal QuotaSpent(string what) => SalesforceRefusal.Query("EXCEEDEDQUOTA", $"ExceededQuota : {what} Limit exceeded.");
}
