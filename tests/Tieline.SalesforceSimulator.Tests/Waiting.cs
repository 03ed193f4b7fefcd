namespace Tieline.SalesforceSimulator.Tests;

/// <summary>Waits for a condition, never for a time.</summary>
public static class Waiting
{
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await condition()) await Task.Delay(10, limit.Token);
    }
}
