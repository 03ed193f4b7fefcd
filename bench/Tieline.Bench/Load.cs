using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Tieline.Bench;

/// <summary>What one run of the loader found; times in milliseconds.</summary>
internal sealed record LoadResult(double PerSecond, double Median, double NinetyNinth, int Refused)
{
    public string ToLine() => string.Create(CultureInfo.InvariantCulture, $"result {PerSecond:F1} {Median:F3} {NinetyNinth:F3} {Refused}");

    public static LoadResult FromLine(string line)
    {
        var parts = line.Split(' ');
        double Number(int i) => double.Parse(parts[i], CultureInfo.InvariantCulture);
        return new LoadResult(Number(1), Number(2), Number(3), (int)Number(4));
    }
}

/// <summary>
/// 64 keep-alive connections, one request at a time on each, every body distinct and signed before the run. With a rate, requests have due times:
/// a request that must wait for the answer before it counts from its due time, so that a slow server cannot hide its queue.
/// </summary>
internal static class Load
{
    private const int Connections = 64;
    private const int MostPerSecond = 32_000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);

    public static async Task<LoadResult> RunAsync(Uri target, string secret, int seconds, int rate)
    {
        var each = (int)(((MostPerSecond * WarmUp.TotalSeconds) + ((rate == 0 ? MostPerSecond : rate) * seconds)) / Connections);
        var shares = Enumerable.Range(0, Connections).AsParallel().Select(_ => SignedRequests.Make(target, secret, each, TimeSpan.FromSeconds((double)Connections / MostPerSecond))).ToArray();
        var begin = Stopwatch.GetTimestamp();
        var measured = begin + Ticks(WarmUp);
        var end = measured + Ticks(TimeSpan.FromSeconds(seconds));
        var runs = await Task.WhenAll(shares.Select((share, i) => Task.Run(() => RunOneAsync(target, share, new Pace(measured, rate, i), end))));
        var answers = runs.SelectMany(run => run).Where(answer => answer.From >= measured).ToList();
        var latencies = answers.Select(answer => Stopwatch.GetElapsedTime(answer.From, answer.At).TotalMilliseconds).Order().ToArray();
        var span = Stopwatch.GetElapsedTime(measured, answers.Max(answer => answer.At)).TotalSeconds;
        return new LoadResult(
            answers.Count / span, latencies[latencies.Length / 2], latencies[(int)(latencies.Length * 0.99)], answers.Count(answer => !answer.IsTaken));
    }

    private static async Task<List<Answer>> RunOneAsync(Uri target, byte[][] requests, Pace pace, long end)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(target.Host, target.Port);
        var answers = new List<Answer>(requests.Length);
        var buffer = new byte[4096];
        foreach (var request in requests)
        {
            var from = await pace.NextAsync();
            if (from >= end)
            {
                break;
            }

            await socket.SendAsync(request);
            var isTaken = await ReadAnswerAsync(socket, buffer);
            answers.Add(new Answer(from, Stopwatch.GetTimestamp(), isTaken));
        }

        return answers;
    }

    /// <summary>Reads one answer. Both servers answer without a body.</summary>
    private static async Task<bool> ReadAnswerAsync(Socket socket, byte[] buffer)
    {
        var used = 0;
        while (used < 4 || !buffer.AsSpan(0, used).EndsWith("\r\n\r\n"u8))
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(used));
            used += read > 0 ? read : throw new IOException("The server closed the connection in the middle of an answer.");
        }

        return buffer.AsSpan(0, used).StartsWith("HTTP/1.1 200 "u8);
    }

    private static long Ticks(TimeSpan span) => (long)(span.TotalSeconds * Stopwatch.Frequency);

    private readonly record struct Answer(long From, long At, bool IsTaken);

    /// <summary>When a connection sends: at once, or from <paramref name="begin"/> on at its share of the rate. The warm-up before is never paced: a queue that grew in it would be measured.</summary>
    private sealed class Pace(long begin, int rate, int connection)
    {
        private long _sent;

        /// <summary>Waits for the next due time; returns the time from which the latency counts.</summary>
        public async ValueTask<long> NextAsync()
        {
            if (rate == 0 || Stopwatch.GetTimestamp() < begin)
            {
                return Stopwatch.GetTimestamp();
            }

            var due = begin + (long)((connection + (_sent++ * (double)Connections)) / rate * Stopwatch.Frequency);
            var early = due - Stopwatch.GetTimestamp();
            if (early <= 0)
            {
                return due;
            }

            // The timer's own lateness is the loader's fault, not the server's.
            await Task.Delay(TimeSpan.FromSeconds((double)early / Stopwatch.Frequency));
            return Stopwatch.GetTimestamp();
        }
    }
}
