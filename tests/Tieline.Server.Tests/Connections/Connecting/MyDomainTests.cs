using System.Net;
using Tieline.Server.Connections.Connecting;

namespace Tieline.Server.Tests.Connections.Connecting;

public class MyDomainTests
{
    [Theory]
    [InlineData("acme", "https://acme.my.salesforce.com")]
    [InlineData(" acme ", "https://acme.my.salesforce.com")]
    [InlineData("acme.my.salesforce.com", "https://acme.my.salesforce.com")]
    [InlineData("https://acme.my.salesforce.com/", "https://acme.my.salesforce.com")]
    [InlineData("https://acme.lightning.force.com/lightning/page/home?x=1#y", "https://acme.my.salesforce.com")]
    [InlineData("https://ACME.my.salesforce-setup.com/lightning/setup/SetupOneHome/home", "https://acme.my.salesforce.com")]
    [InlineData("https://acme--c.vf.force.com/apex/page", "https://acme.my.salesforce.com")]
    [InlineData("https://acme--uat--c.sandbox.vf.force.com/apex/page", "https://acme--uat.sandbox.my.salesforce.com")]
    [InlineData("acme--uat.sandbox.lightning.force.com", "https://acme--uat.sandbox.my.salesforce.com")]
    [InlineData("acme-dev-ed.develop.my.salesforce.com", "https://acme-dev-ed.develop.my.salesforce.com")]
    [InlineData("https://acme.file.force.com/x", "https://acme.my.salesforce.com")]
    [InlineData("localhost:5090", "http://localhost:5090")]
    [InlineData("http://127.0.0.1:5090/lightning", "http://127.0.0.1:5090")]
    public void Any_address_of_an_org_gives_its_My_Domain(string typed, string login) => Assert.Equal(login, MyDomain.Read(typed)?.Login);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("login.salesforce.com")]
    [InlineData("https://test.salesforce.com")]
    [InlineData("https://na35.salesforce.com")]
    [InlineData("https://acme.example.com")]
    [InlineData("https://acme.my.salesforce.com.evil.example")]
    [InlineData("https://evil.example/acme.my.salesforce.com")]
    [InlineData("https://acme.my.salesforce.com:8443")]
    [InlineData("https://user:password@acme.my.salesforce.com")]
    [InlineData("https://a.b.my.salesforce.com")]
    [InlineData("-acme")]
    [InlineData("acme org")]
    [InlineData("javascript://acme.my.salesforce.com")]
    [InlineData("file://localhost/etc/passwd")]
    public void What_is_no_orgs_address_is_none(string? typed) => Assert.Null(MyDomain.Read(typed));

    [Fact]
    public void The_pages_that_show_panels_follow_from_it()
    {
        Assert.Equal(
            ["https://acme.lightning.force.com", "https://acme.my.salesforce.com", "https://acme--c.vf.force.com"], MyDomain.Read("acme")!.Origins);
        Assert.Equal(
            ["https://acme--uat.sandbox.lightning.force.com", "https://acme--uat.sandbox.my.salesforce.com", "https://acme--uat--c.sandbox.vf.force.com"],
            MyDomain.Read("acme--uat.sandbox.my.salesforce.com")!.Origins);
        Assert.Equal((true, false), (MyDomain.Read("acme--uat.sandbox.my.salesforce.com")!.IsSandbox, MyDomain.Read("acme")!.IsSandbox));
    }

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("172.16.0.1", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("192.168.1.1", true)]
    [InlineData("::ffff:192.168.1.1", true)]
    [InlineData("fd00::1", true)]
    [InlineData("203.0.113.7", false)]
    [InlineData("2001:db8::1", false)]
    public void Addresses_that_no_cloud_reaches_are_known(string address, bool isPrivate) => Assert.Equal(isPrivate, PrivateNetworks.Contain(IPAddress.Parse(address)));
}
