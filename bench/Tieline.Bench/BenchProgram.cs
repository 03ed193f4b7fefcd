namespace Tieline.Bench;

/// <summary>
/// <c>intake [sqlite|postgresql]</c> runs the bench; <c>server</c> and <c>load</c> are the processes that it starts, the ceiling is a program of its own.
/// </summary>
internal static class BenchProgram
{
    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["intake", .. var databases]:
                await IntakeBench.RunAsync(databases);
                return 0;
            case ["server", var folder, var database]:
                await ProductServer.RunAsync(folder, database);
                return 0;
            case ["load", var address, var secret, var seconds, var rate]:
                Console.WriteLine((await Load.RunAsync(new Uri(address), secret, int.Parse(seconds), int.Parse(rate))).ToLine());
                return 0;
            default:
                Console.Error.WriteLine("Usage: dotnet run -c Release --project bench/Tieline.Bench -- intake [sqlite|postgresql]");
                return 2;
        }
    }
}
