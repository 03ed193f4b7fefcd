using System.Diagnostics;

namespace Tieline.Bench.Simulators;

/// <summary>A request that was answered.</summary>
/// <param name="Kind">As the bench names it.</param>
/// <param name="Milliseconds">From its due time, unless it left later than that through the timer's fault.</param>
internal sealed record Answered(string Kind, bool IsGood, double Milliseconds);

/// <summary>Sends requests at a steady rate over a few connections; one that must wait for a connection counts from its due time, so that a slow simulator cannot hide its queue.</summary>
internal sealed class PacedLoad(HttpClient client, int perSecond)
{
    private const int Connections = 32;

    /// <param name="make">Kind and request of the n-th.</param>
    public async Task<IReadOnlyList<Answered>> RunAsync(TimeSpan span, Func<int, (string Kind, HttpRequestMessage Request)> make)
    {
        var begin = Stopwatch.GetTimestamp();
        var total = (int)(perSecond * span.TotalSeconds);
        var runs = await Task.WhenAll(Enumerable.Range(0, Connections).Select(connection => Task.Run(() => RunOneAsync(begin, connection, total, make))));
        return [.. runs.SelectMany(run => run)];
    }

    private async Task<List<Answered>> RunOneAsync(long begin, int connection, int total, Func<int, (string Kind, HttpRequestMessage Request)> make)
    {
        var answered = new List<Answered>((total / Connections) + 1);
        for (var number = connection; number < total; number += Connections)
        {
            var (kind, request) = make(number);
            using (request)
            {
                var from = await DueAsync(begin + (long)((double)number / perSecond * Stopwatch.Frequency));
                var isGood = await SendAsync(request);
                answered.Add(new Answered(kind, isGood, Stopwatch.GetElapsedTime(from).TotalMilliseconds));
            }
        }

        return answered;
    }

    private static async Task<long> DueAsync(long due)
    {
        var early = due - Stopwatch.GetTimestamp();
        if (early <= 0)
        {
            return due;
        }

        // The timer's own lateness is the loader's fault, not the simulator's.
        await Task.Delay(TimeSpan.FromSeconds((double)early / Stopwatch.Frequency));
        return Stopwatch.GetTimestamp();
    }

    private async Task<bool> SendAsync(HttpRequestMessage request)
    {
        try
        {
            using var answer = await client.SendAsync(request);
            await answer.Content.ReadAsByteArrayAsync();
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
