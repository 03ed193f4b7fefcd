using System.Diagnostics;
using System.Globalization;
using Tieline.Bench.Org;
using Tieline.Bench.Pop;

namespace Tieline.Bench.Simulators;

/// <summary>Simple requests to both simulators at once, so many a second to each: whether all are answered well, and how soon.</summary>
internal static class SimLoadBench
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(int perSecond = 2000)
    {
        var (salesforce, webex) = ($"http://localhost:{Ports.Free()}", $"http://127.0.0.1:{Ports.Free()}");
        using var clouds = await Worker.StartAsync("clouds", salesforce, webex);
        using var org = await SalesforceMix.StartAsync(salesforce);
        using var phones = await WebexMix.StartAsync(webex);
        await Task.WhenAll(new PacedLoad(org.Client, perSecond).RunAsync(WarmUp, org.Make), new PacedLoad(phones.Client, perSecond).RunAsync(WarmUp, phones.Make));
        var (watch, processor) = (Stopwatch.StartNew(), clouds.ProcessorTime);
        var runs = await Task.WhenAll(new PacedLoad(org.Client, perSecond).RunAsync(Measured, org.Make), new PacedLoad(phones.Client, perSecond).RunAsync(Measured, phones.Make));
        var seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"both simulators used {(clouds.ProcessorTime - processor).TotalSeconds / seconds:F2} processors"));
        Tell("Salesforce", runs[0], seconds);
        Tell("Webex", runs[1], seconds);
    }

    private static void Tell(string simulator, IReadOnlyList<Answered> answers, double seconds)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{simulator}: {answers.Count / seconds:F0} a second, {answers.Count(answer => !answer.IsGood)} errors"));
        foreach (var kind in answers.GroupBy(answer => answer.Kind))
        {
            Figures.Tell($"  {kind.Key}", kind.Select(answer => answer.Milliseconds));
        }
    }
}
