using System.Diagnostics;

namespace Tieline.Bench;

/// <summary>Starts the programs that a bench runs beside itself.</summary>
internal static class OwnPrograms
{
    /// <summary>The words whose process is the product; it and its ceiling collect garbage as the product's project file says, which is not this program's way.</summary>
    private static readonly string[] Product = ["server", "whole"];

    public static Process Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program + ".dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        start.Environment["DOTNET_gcServer"] = program == "Tieline.Bench.Ceiling" || Product.Contains(arguments[0]) ? "1" : "0";
        return Process.Start(start)!;
    }
}
