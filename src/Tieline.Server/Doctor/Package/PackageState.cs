using System.Text.RegularExpressions;
using Tieline.Salesforce;

namespace Tieline.Server.Doctor.Package;

/// <summary>What of our package is deployed in the org.</summary>
/// <param name="IsDeployed">Its classes are there. Without the package Tieline works in Open CTI or a browser window.</param>
/// <param name="Version">As the class <c>TielineLaunch</c> says; null when it says none.</param>
internal sealed partial record PackageState(bool IsDeployed, string? Version)
{
    /// <summary>The package has the version of the server that it belongs to.</summary>
    public static readonly string Expected = typeof(PackageState).Assembly.GetName().Version!.ToString(3);

    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public static async Task<PackageState> ReadAsync(SalesforceClient salesforce, CancellationToken cancellationToken)
    {
        var launch = await salesforce.Query.FirstOrDefaultAsync<ApexClassRow>($"SELECT Name, Body FROM ApexClass WHERE Name = 'TielineLaunch' LIMIT 1", cancellationToken);
        return new PackageState(launch is not null, Number().Match(launch?.Body ?? "") is { Success: true } match ? match.Groups[1].Value : null);
    }

    [GeneratedRegex(@"PACKAGE_VERSION\s*=\s*'([^']{1,20})'")]
    private static partial Regex Number();

    private sealed record ApexClassRow(string Name, string? Body);
}
