using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Tieline.Server.Tests.Support;

/// <summary>Waits for a condition instead of for a time.</summary>
internal static class Eventually
{
    /// <summary>Long: what is waited for is due at once, and a machine that is busy with other tests is no failure.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static Task IsTrueAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        IsTrueAsync(() => Task.FromResult(condition()), what);

    public static Task IsTrueAsync(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "") => IsTrueAsync(condition, Limit, what);

    public static async Task IsTrueAsync(Func<Task<bool>> condition, TimeSpan limit, string what)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < limit, $"Not within {limit.TotalSeconds} seconds: {what}");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
