using Tieline.Server.Admin.Shell;
using Tieline.Server.Lightning;
using Tieline.Server.Settings;

namespace Tieline.Server.Tests.Admin;

/// <summary>The search finds the panels by their names in the original app, and by what they are for.</summary>
public sealed class SearchTests : IDisposable
{
    private readonly WebApplication _server = ServerSetup.Create([]);

    public void Dispose() => ((IDisposable)_server).Dispose();

    [Theory]
    [InlineData("en", "Webex Site for Webhooks", "connection", "step-Webhooks")]
    [InlineData("en", "webex integration settings", "connection", "step-Webex")]
    [InlineData("en", "consumer key", "connection", "step-Salesforce")]
    [InlineData("en", "webhook", "connection", "step-Webhooks")]
    [InlineData("da", "klienthemmelighed", "connection", "step-Webex")]
    [InlineData("en", "inbound search", "calling", "setting-calling.inboundSearch")]
    [InlineData("en", "owes", "deliveries", null)]
    public void The_first_that_is_found(string language, string typed, string page, string? anchor)
    {
        var found = FoundSetting.Search(typed, Texts.For(language), ConsolePage.All, _server.Services.GetRequiredService<SettingsCatalogue>()).First();
        Assert.Equal((page, anchor), (found.Page, found.Anchor));
    }
}
