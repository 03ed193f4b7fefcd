using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Tieline.Server.Tests.Support;

public sealed partial class TestWorld
{
    /// <summary>
    /// Moves all three clocks forward together, a second at a time for the first two minutes and then in sixty equal steps, so that what falls due
    /// in one cloud is heard by the server at about its time. Webhooks that fall due have been posted when this returns.
    /// </summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        var step = by <= TimeSpan.FromMinutes(2) ? TimeSpan.FromSeconds(1) : by / 60;
        for (var left = by; left > TimeSpan.Zero; left -= step)
        {
            var now = left < step ? left : step;
            Clock.Advance(now);
            await Salesforce.ControlAsync("clock", new { advanceSeconds = now.TotalSeconds });
            await Webex.ControlAsync("clock", new { advanceSeconds = now.TotalSeconds });
        }
    }

    /// <summary>Plays a call from outside; see the Webex simulator's README for scenarios.</summary>
    public Task<JsonNode> PlayAsync(string to, string scenario = "answered", string from = "+12025550143", int ringSeconds = 2, int talkSeconds = 5) =>
        Webex.ControlAsync("calls", new { from, to, scenario, ringSeconds, talkSeconds });

    /// <summary>Waits until the condition holds; fails after half a minute with the condition's words.</summary>
    public Task EventuallyAsync(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        Eventually.IsTrueAsync(condition, what);

    public Task EventuallyAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        Eventually.IsTrueAsync(condition, what);

    /// <summary>
    /// Lets the time between two rounds of a worker pass, and then a sixtieth of it again and again, a second at least, until the condition holds:
    /// the worker may still have been on its way to its rest when the clock was moved, and its round comes that much later.
    /// </summary>
    public async Task NextRoundAsync(TimeSpan interval, Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        await AdvanceAsync(interval);
        await EventuallyAsync(
            async () =>
            {
                Clock.Advance(TimeSpan.FromSeconds(Math.Max(1, interval.TotalSeconds / 60)));
                return await condition();
            },
            what);
    }

    /// <summary>
    /// Lets the time until a page's next look pass, three looks at most, and waits after each for what it shows: where the machine is busy a look may
    /// hear what was known before (see <c>KnownRoles</c>). So the interval is tested as well.
    /// </summary>
    public async Task WithinLooksAsync(TimeSpan first, TimeSpan interval, Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        for (var look = 1; !condition(); look++)
        {
            Assert.True(look <= 3, $"Not within three looks: {what}");
            Clock.Advance(look == 1 ? first : interval);
            for (var begun = Stopwatch.GetTimestamp(); !condition() && Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(10);)
            {
                await Task.Delay(10, Stop);
            }
        }
    }

    internal static Task UntilAsync(Func<Task<bool>> condition, TimeSpan limit, string what) => Eventually.IsTrueAsync(condition, limit, what);
}
