namespace Tieline.Server.Doctor.Package;

/// <summary>The org's Trusted URLs let Lightning pages frame this server (<c>CspTrustedSite</c>); without one the panels stay white.</summary>
/// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_csptrustedsite.htm">CspTrustedSite</a>.</remarks>
internal sealed class TrustedSiteCheck(TielineOptions options) : ICheck
{
    public Mender Who => Mender.Salesforce;

    public IReadOnlyList<string> Says { get; } = ["Missing", "Inactive", "NoFrames", "Elsewhere"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var salesforce = await on.OrgClientAsync(cancellationToken);
        if (!(await on.PackageAsync(cancellationToken)).IsDeployed)
        {
            throw new BlockedException("PackageVersion", "");
        }

        var sites = await salesforce.Query.ListAsync<TrustedSiteRow>($"SELECT DeveloperName, EndpointUrl, IsActive, Context, IsApplicableToFrameSrc FROM CspTrustedSite", cancellationToken);
        return Judge(sites, new Uri(options.PublicAddress).GetLeftPart(UriPartial.Authority))
            .With([.. sites.Select(site => $"{site.DeveloperName}: {site.EndpointUrl}, active {site.IsActive}, context {site.Context}, frame-src {site.IsApplicableToFrameSrc}")]);
    }

    /// <summary>Pure: the best of the rows for our address counts.</summary>
    internal static Finding Judge(IReadOnlyList<TrustedSiteRow> sites, string address) => sites.Where(site => Is(site.EndpointUrl, address)).ToList() switch
    {
        [] => Finding.Broken("Missing", address),
        var ours when ours.Any(site => site is { IsActive: true, IsApplicableToFrameSrc: true, Context: null or "All" or "LEX" }) => Finding.Well(address),
        var ours when ours.All(site => !site.IsActive) => Finding.Broken("Inactive", address),
        var ours when ours.All(site => !site.IsApplicableToFrameSrc) => Finding.Broken("NoFrames", address),
        _ => Finding.Broken("Elsewhere", address),
    };

    private static bool Is(string? url, string address) => Uri.TryCreate(url, UriKind.Absolute, out var site) && site.GetLeftPart(UriPartial.Authority).Equals(address, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A Trusted URL of the org.</summary>
internal sealed record TrustedSiteRow(string? DeveloperName, string? EndpointUrl, bool IsActive, string? Context, bool IsApplicableToFrameSrc);
