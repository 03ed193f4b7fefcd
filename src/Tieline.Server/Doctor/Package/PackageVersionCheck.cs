namespace Tieline.Server.Doctor.Package;

/// <summary>The package in the org is the one that belongs to this server.</summary>
internal sealed class PackageVersionCheck : ICheck
{
    public Mender Who => Mender.Salesforce;

    public IReadOnlyList<string> Says { get; } = ["None", "Other"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var package = await on.PackageAsync(cancellationToken);
        var found = !package.IsDeployed ? Finding.Warning("None")
            : package.Version != PackageState.Expected ? Finding.Warning("Other", package.Version ?? "0", PackageState.Expected)
            : Finding.Well(PackageState.Expected);
        return found.With($"server {PackageState.Expected}", $"ApexClass TielineLaunch: {package.Version ?? "none"}");
    }
}
