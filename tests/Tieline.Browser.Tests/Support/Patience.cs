using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace Tieline.Browser.Tests.Support;

/// <summary>How long a test waits for a condition. Long, because a wait ends as soon as the condition holds: only a failure costs it whole, and a loaded machine is no failure.</summary>
internal static class Patience
{
    public const float Milliseconds = 60_000;

    [ModuleInitializer]
    internal static void Set() => Assertions.SetDefaultExpectTimeout(Milliseconds);

    /// <summary>The frame whose address holds this text. An iframe element is there before its frame has gone to its address, so the address is waited for.
    /// Its scripts may not have run yet, and the load event of a hidden frame is not always reported: wait for what the page itself shows or says.</summary>
    public static async Task<IFrame> FrameAsync(this IPage page, string address)
    {
        for (var waited = Stopwatch.StartNew(); waited.ElapsedMilliseconds < Milliseconds; await page.WaitForTimeoutAsync(20))
        {
            if (page.Frames.FirstOrDefault(frame => frame.Url.Contains(address, StringComparison.Ordinal)) is { } frame)
            {
                return frame;
            }
        }

        throw new TimeoutException($"No frame of {page.Url} went to {address}, but to {string.Join(", ", page.Frames.Select(frame => frame.Url))}.");
    }

    /// <summary>Waits for something that no locator can see.</summary>
    public static async Task UntilAsync(this IPage page, Func<Task<bool>> condition)
    {
        for (var waited = Stopwatch.StartNew(); !await condition(); await page.WaitForTimeoutAsync(20))
        {
            Assert.True(waited.ElapsedMilliseconds < Milliseconds, "It did not come to pass in time.");
        }
    }
}
