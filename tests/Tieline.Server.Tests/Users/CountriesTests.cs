using Tieline.Server.Connections;

namespace Tieline.Server.Tests.Users;

public class CountriesTests
{
    [Theory]
    [InlineData("Denmark", null, "DK")]
    [InlineData("Danmark", null, "DK")]
    [InlineData("dk", null, "DK")]
    [InlineData("United States", null, "US")]
    [InlineData(" USA ", null, "US")]
    [InlineData("UK", null, "GB")]
    [InlineData("Deutschland", null, "DE")]
    [InlineData(null, "da_DK", "DK")]
    [InlineData("", "en_GB", "GB")]
    [InlineData("Atlantis", "sv_SE", "SE")]
    [InlineData("Atlantis", "en", "FR")]
    [InlineData(null, null, "FR")]
    public void A_user_is_where_his_address_says_then_his_locale_then_the_tenant(string? country, string? locale, string code) =>
        Assert.Equal(code, Countries.OfUser(country, locale, tenantCountry: "FR"));
}
