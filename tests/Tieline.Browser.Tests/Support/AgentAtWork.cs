using Microsoft.Playwright;

namespace Tieline.Browser.Tests.Support;

/// <summary>What an agent does in the shell and in the softphone.</summary>
public static class AgentAtWork
{
    /// <summary>Signs in to Salesforce and has the softphone open and ready, with no call and no log from an earlier story.</summary>
    public static async Task<IFrameLocator> OpenSoftphoneAsync(this Sight sight, World world, string user)
    {
        await world.EndAllCallsAsync();
        await world.LeaveAllLogsAsync();
        await sight.Page.GotoAsync($"{world.Salesforce}/lightning/login?user={user}");
        await sight.Page.Locator("[data-utility] .slds-utility-bar__action").First.ClickAsync();
        await sight.Softphone.Locator("[data-testid=softphone][data-ready]").WaitForAsync();
        return sight.Softphone;
    }

    public static ILocator Card(this IFrameLocator softphone) => softphone.GetByTestId("call-card");

    public static Task IsInStateAsync(this IFrameLocator softphone, string status) =>
        softphone.Locator($"[data-testid=call-card][data-status={status}]").WaitForAsync();

    /// <summary>
    /// Fills a field. A panel lies in a frame of another site: the browser hears a moment later than the frame that it has the focus, and what is typed
    /// before that goes nowhere. In the console a heading may take the focus a moment after its page shows. So it is looked at, and typed again.
    /// </summary>
    public static Task WriteAsync(this ILocator field, string text) => field.Page.UntilAsync(async () =>
    {
        await field.FillAsync(text);
        return await field.InputValueAsync() == text;
    });
}
