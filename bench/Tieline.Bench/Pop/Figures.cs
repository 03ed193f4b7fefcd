using System.Globalization;

namespace Tieline.Bench.Pop;

/// <summary>Times in milliseconds, as a line of the bench's answer.</summary>
internal static class Figures
{
    public static void Tell(string what, IEnumerable<double> times)
    {
        var sorted = times.Order().ToArray();
        Console.WriteLine(sorted.Length == 0 ? $"{what}: none" : string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: p50 {At(sorted, 0.5):F1}, p90 {At(sorted, 0.9):F1}, p99 {At(sorted, 0.99):F1}, most {sorted[^1]:F1} ms ({sorted.Length})"));
    }

    public static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
}
