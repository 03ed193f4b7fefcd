namespace Tieline.SalesforceSimulator.Tests.Fuzz;

/// <summary>How many cases each test of any input tries: 300 unless <c>SALESFORCE_FUZZ_CASES</c> says otherwise.</summary>
internal static class FuzzCases
{
    public static readonly long Each = long.Parse(Environment.GetEnvironmentVariable("SALESFORCE_FUZZ_CASES") ?? "300");
}
