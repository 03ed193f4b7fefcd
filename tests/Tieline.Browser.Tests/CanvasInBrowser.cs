using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tieline.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Tieline.Browser.Tests;

/// <summary>Salesforce Canvas posts its signed request into a frame of its page.</summary>
public sealed class CanvasInBrowser(World world, Chromium browser)
{
    private const string Bo = "bo.lind@nordlys.example";

    [Fact]
    public async Task The_softphone_opens_in_the_canvas_and_comes_back_after_a_lost_circuit_and_a_second_use_is_told()
    {
        await world.EndAllCallsAsync();
        await world.LeaveAllLogsAsync();
        await using var sight = await browser.OpenAsync(bypassContentPolicy: true);
        await sight.Page.GotoAsync($"{world.Salesforce}/lightning/login");
        var signed = await SignAsync();
        await PostAsync(sight, signed);
        var canvas = sight.Page.FrameLocator("iframe[name=canvas]");
        await canvas.Locator("[data-testid=softphone][data-ready]").WaitForAsync();
        await sight.PhotographAsync("canvas-softphone");

        // As the panel does when its circuit is gone.
        var frame = await sight.Page.FrameAsync("/panels/softphone");
        var again = await sight.Page.RunAndWaitForRequestAsync(
            () => frame.EvaluateAsync("() => { setTimeout(() => location.reload()); }"), request => request.IsNavigationRequest && request.Url.Contains("/panels/softphone", StringComparison.Ordinal));
        Assert.Equal("GET", again.Method); // The request serves once: it must not be posted again.
        await canvas.Locator("[data-testid=softphone][data-ready]").WaitForAsync();

        await PostAsync(sight, signed);
        await Expect(canvas.GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToContainTextAsync("This request has opened a panel before");
        await sight.SeeAsync("canvas-used");
    }

    private static Task PostAsync(Sight sight, string signed) => sight.Page.EvaluateAsync(
        """
        ([address, signed]) => {
          document.body.innerHTML = '<main><h1>Canvas</h1><iframe name="canvas" title="Canvas" width="420" height="460"></iframe></main>';
          const form = Object.assign(document.createElement('form'), { method: 'post', action: address, target: 'canvas' });
          form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'signed_request', value: signed }));
          document.body.append(form);
          form.submit();
        }
        """, new[] { Address, signed });

    private static string Address { get; set; } = "";

    private async Task<string> SignAsync()
    {
        Address = $"{world.Tieline}/panels/softphone";
        var token = await world.GetAsync($"{world.Salesforce}/control/token?user={Bo}");
        var session = await world.GetAsync($"{world.Salesforce}/control/users");
        var userId = (string)session["users"]!.AsArray().Single(one => (string)one!["username"]! == Bo)!["id"]!;
        var org = await world.OrgAsync();
        var envelope = Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new
        {
            algorithm = "HMACSHA256", userId, client = new { oauthToken = (string)token["access_token"]! },
            context = new { user = new { userId, language = "en_US" }, organization = new { organizationId = org } },
        })));
        return Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes("salesforce-demo-secret"), Encoding.ASCII.GetBytes(envelope))) + "." + envelope;
    }
}
