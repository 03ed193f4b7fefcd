using System.Text.RegularExpressions;
using Tieline.Salesforce;

namespace Tieline.Server.Doctor.Package;

/// <summary>What of our package is deployed in the org.</summary>
/// <param name="IsDeployed">Its classes are there. Without the package Tieline works in Open CTI or a browser window.</param>
/// <param name="Version">As the class <c>TielineVersion</c> says; null when there is none, as in the packages before it.</param>
internal sealed partial record PackageState(bool IsDeployed, string? Version)
{
    /// <summary>The version of <c>salesforce/</c> that belongs to this server. Raise both when the package changes.</summary>
    public const string Expected = "1";

    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public static async Task<PackageState> ReadAsync(SalesforceClient salesforce, CancellationToken cancellationToken)
    {
        string[] names = ["TielineLaunch", "TielineVersion"];
        var classes = await salesforce.Query.ListAsync<ApexClassRow>($"SELECT Name, Body FROM ApexClass WHERE Name IN {names}", cancellationToken);
        var version = classes.Where(one => one.Name == "TielineVersion").Select(one => Number().Match(one.Body ?? "")).FirstOrDefault(match => match.Success);
        return new PackageState(classes.Any(one => one.Name == "TielineLaunch"), version?.Groups[1].Value);
    }

    [GeneratedRegex(@"NUMBER\s*=\s*'([^']{1,20})'")]
    private static partial Regex Number();

    private sealed record ApexClassRow(string Name, string? Body);
}
