using System.Diagnostics;

namespace Tieline.Bench;

/// <summary>Webhook intake beside its ceiling: the product and the ceiling by turns, each run with a process and an empty database of its own.</summary>
internal static class IntakeBench
{
    private const int Rounds = 7;
    private const int Seconds = 6;

    public static async Task RunAsync(string[] databases)
    {
        if (databases is [] or ["sqlite"])
        {
            await RunAsync("sqlite", (folder, name) => Task.FromResult((Product: "", Ceiling: Path.Combine(folder, name + ".db"))));
        }

        if (databases is ["sqlite"])
        {
            return;
        }

        if (PostgreSql.FindBinaries() is not { } binaries)
        {
            Console.WriteLine("postgresql: not installed, not run");
            return;
        }

        await using var server = await PostgreSql.StartAsync(binaries);
        await RunAsync("postgresql", async (_, _) =>
        {
            var database = await server.NewDatabaseAsync();
            return (database, database);
        });
    }

    private static async Task RunAsync(string kind, Func<string, string, Task<(string Product, string Ceiling)>> newDatabase)
    {
        var product = new List<LoadResult>();
        var ceiling = new List<LoadResult>();
        for (var round = 1; round <= Rounds; round++)
        {
            product.Add(await ProductAsync(0));
            ceiling.Add(await CeilingAsync(0));
            Tell($"{kind} {round}: product", product[^1]);
            Tell($"{kind} {round}: ceiling", ceiling[^1]);
        }

        var (ours, highest) = (Median(product), Median(ceiling));
        Console.WriteLine($"{kind}: product {ours:F0}/s, ceiling {highest:F0}/s, ratio {ours / highest:F2}");
        Tell($"{kind} at half of the product's peak: product", await ProductAsync((int)(ours / 2)));
        Tell($"{kind} at half of the product's peak: ceiling", await CeilingAsync((int)(ours / 2)));

        async Task<LoadResult> ProductAsync(int rate) => await MeasureAsync(
            rate, async folder => Child.Start("Tieline.Bench", "server", folder, (await newDatabase(folder, "product")).Product));

        async Task<LoadResult> CeilingAsync(int rate) => await MeasureAsync(
            rate, async folder => Child.Start("Tieline.Bench.Ceiling", kind, (await newDatabase(folder, "ceiling")).Ceiling, "ceiling-secret"));
    }

    private static async Task<LoadResult> MeasureAsync(int rate, Func<string, Task<Child>> start)
    {
        var folder = Directory.CreateTempSubdirectory("tieline-bench-").FullName;
        try
        {
            await SettleAsync();
            using var server = await start(folder);
            var ready = (await server.SayingAsync("ready")).Split(' ');
            using var load = Child.Start("Tieline.Bench", "load", ready[1], ready[2], $"{Seconds}", $"{rate}");
            return LoadResult.FromLine(await load.SayingAsync("result"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // What the last run left for the disk must not slow this one.
    private static async Task SettleAsync()
    {
        using var sync = Process.Start("sync");
        await sync.WaitForExitAsync();
    }

    private static double Median(List<LoadResult> results) => results.Select(result => result.PerSecond).Order().ElementAt(results.Count / 2);

    private static void Tell(string what, LoadResult result) => Console.WriteLine(
        $"{what} {result.PerSecond:F0}/s, p50 {result.Median:F1} ms, p99 {result.NinetyNinth:F1} ms{(result.Refused > 0 ? $", REFUSED {result.Refused}" : "")}");
}
