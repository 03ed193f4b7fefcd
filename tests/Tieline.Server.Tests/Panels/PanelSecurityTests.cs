using Tieline.Server.Panels;

namespace Tieline.Server.Tests.Panels;

public sealed class PanelSecurityTests
{
    [Fact]
    public void Nobody_may_frame_a_page_without_hosts() => Assert.EndsWith("frame-ancestors 'none'", PanelSecurity.ContentPolicy([]), StringComparison.Ordinal);

    [Fact]
    public void Exactly_the_orgs_hosts_may_frame_its_pages() =>
        Assert.EndsWith(
            "frame-ancestors https://nordlys.lightning.force.com https://nordlys.my.salesforce.com",
            PanelSecurity.ContentPolicy(["https://nordlys.lightning.force.com", "https://nordlys.my.salesforce.com"]), StringComparison.Ordinal);

    [Fact]
    public void Scripts_come_from_here_alone_unless_the_org_brings_Open_CTI()
    {
        Assert.Contains("script-src 'self';", PanelSecurity.ContentPolicy([]), StringComparison.Ordinal);
        Assert.Contains("script-src 'self' https://x.lightning.force.com;", PanelSecurity.ContentPolicy([], "https://x.lightning.force.com"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://nordlys.lightning.force.com", true)]
    [InlineData("http://localhost:5090", true)]
    [InlineData("https://nordlys.lightning.force.com/", false)]
    [InlineData("https://nordlys.lightning.force.com; script-src *", false)]
    [InlineData("https://a.example https://b.example", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("*", false)]
    [InlineData("", false)]
    public void Only_an_origin_gets_into_the_header(string text, bool may) => Assert.Equal(may, PanelSecurity.IsOrigin(text));
}
