using Tieline.Server.Admin.ConnectionPages;
using Tieline.Server.Connections;
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
    [InlineData("https://nordlys.lightning.force.com", "https://tieline.example", true)]
    [InlineData("https://nordlys--uat.sandbox.my.salesforce.com", "https://tieline.example", true)]
    [InlineData("http://localhost:5090", "http://127.0.0.1:5080", true)]
    [InlineData("http://localhost:5090", "https://tieline.example", false)]
    [InlineData("http://nordlys.lightning.force.com", "https://tieline.example", false)]
    [InlineData("https://nordlys.lightning.force.com:8443", "https://tieline.example", false)]
    [InlineData("https://nordlys.my.site.com", "https://tieline.example", false)]
    [InlineData("https://nordlys.lightning.force.com.evil.example", "https://tieline.example", false)]
    [InlineData("https://evil.example", "https://tieline.example", false)]
    public void A_host_that_may_frame_a_page_runs_a_script_in_it_only_when_it_is_Salesforces(string host, string ours, bool may)
    {
        Assert.Equal(may ? host : null, PanelSecurity.OpenCtiOf([host], host, ours));
        Assert.Null(PanelSecurity.OpenCtiOf(["https://other.lightning.force.com"], host, ours));
    }

    [Theory]
    [InlineData("https://nordlys.lightning.force.com", true)]
    [InlineData("https://site.nordlys.example", true)]
    [InlineData("https://other.lightning.force.com", false)]
    [InlineData("https://evil.example", false)]
    public void An_administrator_of_one_org_keeps_and_derives_origins_and_names_none(string origin, bool may)
    {
        var tenant = new Tenant(
            Guid.Empty, "Nordlys", "US", ["https://site.nordlys.example"], null, null, "https://nordlys.my.salesforce.com", "", "", "", DateTimeOffset.UnixEpoch);
        Assert.Equal(may, HostOrigins.MayChoose(tenant, [origin]));
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
