using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>The simulator runs no Apex: a test class that a deployment would have to run counts as failed.</summary>
internal static class ApexTests
{
    internal static IReadOnlyList<string> NotRun(SalesforceOrg org, DeployOptions options) => options.TestLevel switch
    {
        "NoTestRun" => [],
        "RunSpecifiedTests" => options.RunTests,
        _ => [.. MetadataComponents.All(org, "ApexClass").Where(c => IsTest(org.Records.Find(c.Text("RowId")))).Select(c => c.Text("FullName")!)],
    };

    private static bool IsTest(SalesforceRecord? row) => row?.Text("Body")?.Contains("@isTest", StringComparison.OrdinalIgnoreCase) == true;
}
