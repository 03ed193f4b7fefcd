using System.Globalization;

namespace Tieline.Server.Users;

/// <summary>What we keep of a Salesforce user.</summary>
/// <param name="Id">18 characters.</param>
/// <param name="Country">ISO 3166 two-letter code.</param>
/// <param name="Language">For example <c>da</c> or <c>en_US</c>.</param>
internal sealed record SalesforceUser(string Id, string Name, string Email, string Country, string Language, bool IsActive);

/// <summary>Where an agent is, from what Salesforce knows of him.</summary>
internal static class AgentCountry
{
    private static readonly Lazy<Dictionary<string, string>> ByName = new(() =>
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["USA"] = "US", ["U.S.A."] = "US", ["United States of America"] = "US", ["UK"] = "GB", ["England"] = "GB", ["Scotland"] = "GB", ["Great Britain"] = "GB", ["Czech Republic"] = "CZ",
        };
        foreach (var region in CultureInfo.GetCultures(CultureTypes.SpecificCultures).Select(culture => new RegionInfo(culture.Name)))
        {
            if (region.TwoLetterISORegionName.Length == 2)
            {
                names.TryAdd(region.EnglishName, region.TwoLetterISORegionName);
                names.TryAdd(region.NativeName, region.TwoLetterISORegionName);
                names.TryAdd(region.ThreeLetterISORegionName, region.TwoLetterISORegionName);
                names.TryAdd(region.TwoLetterISORegionName, region.TwoLetterISORegionName);
            }
        }

        return names;
    });

    /// <summary>The user's address counts, then the country of his locale (<c>da_DK</c>), then the tenant's.</summary>
    public static string Of(string? country, string? locale, string tenantCountry) =>
        CodeOf(country) ?? CodeOf(locale?.Split('_') is [_, { Length: 2 } region, ..] ? region : null) ?? tenantCountry;

    private static string? CodeOf(string? country) =>
        country?.Trim() is { Length: > 0 } name ? ByName.Value.GetValueOrDefault(name) : null;
}
