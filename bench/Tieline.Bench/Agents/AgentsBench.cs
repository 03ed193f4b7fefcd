using System.Globalization;
using Tieline.Bench.Circuits;
using Tieline.Bench.Org;

namespace Tieline.Bench.Agents;

/// <summary>
/// What a signed-in agent with an open softphone holds in the server: the growth of memory from one number of open softphones to a larger one, per agent.
/// Each point is taken after a full, compacting collection.
/// </summary>
internal static class AgentsBench
{
    private static readonly int[] Points = [20, 100, 200, 300];

    public static async Task RunAsync()
    {
        using var org = await ConnectedOrg.StartAsync(Points[^1]);
        Console.WriteLine($"{Points[^1]} agents signed in to both clouds");
        var panels = new List<OpenPanel>();
        var measured = new List<(int Agents, Held Held)>();
        foreach (var point in Points)
        {
            panels.AddRange((await PanelsOfAll.OpenAsync(org, org.Seats.Skip(panels.Count).Take(point - panels.Count))).Select(one => one.Panel));
            await Task.Delay(TimeSpan.FromSeconds(2));
            var held = await HeldByAsync(org.Server);
            measured.Add((point, held));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{point,4} open softphones: managed {held.Managed / 1024:F0} KB, working set {held.WorkingSet / 1024:F0} KB, proportional set {held.Proportional / 1024:F0} KB"));
        }

        Tell("managed heap", held => held.Managed);
        Tell("working set", held => held.WorkingSet);
        Tell("proportional set", held => held.Proportional);
        foreach (var panel in panels)
        {
            await panel.DisposeAsync();
        }

        void Tell(string what, Func<Held, double> of) => Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what}: {Slope([.. measured.Select(one => ((double)one.Agents, of(one.Held) / 1024))]):F0} KB per agent"));
    }

    private static async Task<Held> HeldByAsync(Worker server)
    {
        var answer = await server.AskAsync("memory", "memory");
        double Number(int i) => double.Parse(answer[i], CultureInfo.InvariantCulture);
        return new Held(Number(1), Number(2), Number(3) * 1024);
    }

    /// <summary>Of the straight line that fits best (least squares).</summary>
    private static double Slope((double X, double Y)[] points)
    {
        var (x, y) = (points.Average(point => point.X), points.Average(point => point.Y));
        return points.Sum(point => (point.X - x) * (point.Y - y)) / points.Sum(point => (point.X - x) * (point.X - x));
    }

    /// <summary>In bytes.</summary>
    /// <param name="Managed">Objects that the collector keeps.</param>
    /// <param name="WorkingSet">Pages of the process in memory.</param>
    /// <param name="Proportional">The same, pages shared with other processes counted by their share.</param>
    private sealed record Held(double Managed, double WorkingSet, double Proportional);
}
