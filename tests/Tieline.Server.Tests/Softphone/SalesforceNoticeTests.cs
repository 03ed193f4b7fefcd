using Bunit;
using Tieline.Server.Lightning;
using Tieline.Server.Softphone;

namespace Tieline.Server.Tests.Softphone;

public sealed class SalesforceNoticeTests : BunitContext
{
    [Fact]
    public void A_blocked_window_leaves_a_link_to_the_page() =>
        Assert.Equal("https://login.example/authorize?state=1", Show("blocked", "https://login.example/authorize?state=1").Find("a[target=_blank]").GetAttribute("href"));

    [Fact]
    public void Waiting_can_be_cancelled() => Assert.NotNull(Show("waiting", "").Find("[data-sign-in-cancel]"));

    [Fact]
    public void A_refusal_says_why_and_offers_to_ask_again()
    {
        var notice = Show("refused", "You said no.");
        Assert.Contains("You said no.", notice.Find("[data-testid=grant]").TextContent, StringComparison.Ordinal);
        Assert.NotNull(notice.Find("[data-sign-in=salesforce]"));
    }

    private IRenderedComponent<SalesforceNotice> Show(string state, string message) => Render<SalesforceNotice>(parameters => parameters
        .AddCascadingValue(Texts.For("en")).Add(notice => notice.State, state).Add(notice => notice.Message, message));
}
