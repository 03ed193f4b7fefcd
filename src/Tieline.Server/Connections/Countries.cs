using System.Globalization;

namespace Tieline.Server.Connections;

/// <summary>Salesforce keeps countries as people write them; we need the two letters of ISO 3166.</summary>
internal static class Countries
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

    /// <summary>The code of a country's English or own name, or of its code; null when it is none that is known.</summary>
    public static string? CodeOf(string? country) =>
        country?.Trim() is { Length: > 0 } name ? ByName.Value.GetValueOrDefault(name) : null;

    /// <summary>Where a user is: his address counts, then the country of his locale (<c>da_DK</c>), then the tenant's.</summary>
    public static string OfUser(string? country, string? locale, string tenantCountry) =>
        CodeOf(country) ?? CodeOf(locale?.Split('_') is [_, { Length: 2 } region, ..] ? region : null) ?? tenantCountry;
}
