using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;

[assembly: AssemblyFixture(typeof(World))]
[assembly: AssemblyFixture(typeof(Chromium))]

namespace Tieline.Browser.Tests;

public sealed class FirstSight(World world, Chromium browser)
{
    [Fact]
    public async Task The_softphone_opens_in_the_shell()
    {
        await using var sight = await browser.OpenAsync();
        await sight.Page.GotoAsync($"{world.Salesforce}/lightning/login?user=ann.berg@nordlys.example");
        await sight.PhotographAsync("x-login");
        try
        {
            await sight.Page.Locator("[data-utility] .slds-utility-bar__action").First.ClickAsync();
            await sight.Softphone.GetByTestId("dialer").WaitForAsync(new() { Timeout = 8000 });
        }
        finally
        {
            await sight.PhotographAsync("x-shell");
            TestContext.Current.TestOutputHelper!.WriteLine(string.Join("\n", sight.Complaints));
        }
    }
}
