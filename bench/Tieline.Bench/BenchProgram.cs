using Tieline.Bench.Agents;
using Tieline.Bench.Org;
using Tieline.Bench.Pop;
using Tieline.Bench.Simulators;
using Tieline.Bench.Soql;

namespace Tieline.Bench;

/// <summary>
/// <c>intake [sqlite|postgresql]</c>, <c>pop</c>, <c>agents</c>, <c>soql</c> and <c>simload</c> run a bench; the other words are the processes that they start, the intake's ceiling is a program of its own.
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
            case ["pop"]:
                await PopBench.RunAsync();
                return 0;
            case ["pop", var perSecond]:
                await PopBench.RunAsync(int.Parse(perSecond));
                return 0;
            case ["agents"]:
                await AgentsBench.RunAsync();
                return 0;
            case ["soql"]:
                SoqlBench.Run();
                return 0;
            case ["simload"]:
                await SimLoadBench.RunAsync();
                return 0;
            case ["simload", var perSecond]:
                await SimLoadBench.RunAsync(int.Parse(perSecond));
                return 0;
            case ["clouds", var salesforce, var webex]:
                await Clouds.RunAsync(salesforce, webex);
                return 0;
            case ["whole", var folder, var url]:
                await WholeServer.RunAsync(folder, url);
                return 0;
            case ["echo", var url]:
                await Echo.RunAsync(url);
                return 0;
            default:
                Console.Error.WriteLine("Usage: dotnet run -c Release --project bench/Tieline.Bench -- (intake [sqlite|postgresql] | pop [calls a second] | agents | soql | simload [requests a second to each])");
                return 2;
        }
    }
}
