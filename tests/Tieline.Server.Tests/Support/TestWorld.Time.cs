using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Xunit.Sdk;

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

    /// <summary>Waits until the condition holds; fails after half a minute with the condition's words and what the server logged last.</summary>
    public async Task EventuallyAsync(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        try
        {
            await Eventually.IsTrueAsync(condition, what);
        }
        catch (XunitException)
        {
            TellLog();
            throw;
        }
    }

    public Task EventuallyAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        EventuallyAsync(() => Task.FromResult(condition()), what);

    /// <summary>
    /// Lets the time between two rounds of a worker pass and a tenth more, three times at most, and waits after each for the condition: the worker may still
    /// have been on its way to its rest when the clock was moved, and its round comes that much later.
    /// </summary>
    public Task NextRoundAsync(TimeSpan interval, Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        RoundsAsync(_ => AdvanceAsync(interval * 1.1), condition, what);

    /// <summary>
    /// Lets the time until the next look of a page or a worker pass, three looks at most, and waits after each for the condition: where the machine is busy
    /// a look may hear what was known before (see <c>KnownRoles</c>), or begin late. An interval up to three times as long passes.
    /// </summary>
    public Task WithinLooksAsync(TimeSpan first, TimeSpan interval, Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "") => RoundsAsync(
        round =>
        {
            Clock.Advance(round == 1 ? first : interval);
            return Task.CompletedTask;
        },
        () => Task.FromResult(condition()), what);

    private async Task RoundsAsync(Func<int, Task> advance, Func<Task<bool>> condition, string what)
    {
        for (var round = 1; round <= 3; round++)
        {
            await advance(round);
            for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(8);)
            {
                if (await condition())
                {
                    return;
                }

                await Task.Delay(10, Stop);
            }
        }

        TellLog();
        Assert.Fail($"Not within three rounds: {what}");
    }

    // What fails by chance fails where nobody can look: the output is all there is then.
    private void TellLog() => TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', Log.Lines.TakeLast(80)));
}
