using System.Diagnostics;
using System.Globalization;
using Tieline.Bench.Pop;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.Bench.Soql;

/// <summary>
/// Queries and searches over 100,000 contacts, from the request's text to the answer's text but without a socket, each beside a bare look-up or loop
/// over plain records in the same run.
/// </summary>
internal static class SoqlBench
{
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(3);

    public static void Run()
    {
        var contacts = ContactCrowd.Make();
        var watch = Stopwatch.StartNew();
        using var org = ContactCrowd.Fill(contacts);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{contacts.Length} contacts seeded in {watch.Elapsed.TotalSeconds:F1} s"));
        foreach (var question in Questions.All(contacts))
        {
            Tell(org, question);
        }

        foreach (var parents in new[] { false, true })
        {
            Console.WriteLine(parents ? "Contacts controlled by their accounts:" : "Contacts private:");
            ContactCrowd.Close(org, parents);
            foreach (var question in Questions.Private(contacts))
            {
                Tell(org, question);
            }
        }
    }

    private static void Tell(SalesforceOrg org, Question question)
    {
        var path = question.IsSearch ? "search" : "query";
        var user = org.UserNamed("ann.berg@nordlys.example")!.Id;
        var found = 0L;
        var ours = Times(i =>
        {
            var answer = RestRouter.Handle(new RestCall
            {
                Org = org, Method = "GET", Path = [path], Query = new Dictionary<string, string> { ["q"] = question.Text(i) }, Version = "66.0", UserId = user,
            });
            var text = answer.Body!.ToJsonString(RestJson.Plain);
            found = answer.Status == 200 ? text.Length : throw new InvalidOperationException(text);
        });
        var bare = Times(i => found += question.Ceiling(i));
        var goal = question.Goal is { } most ? $", goal {most} ms {(ours.Median < most ? "met" : "MISSED")}" : "";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{question.Name,-34} median {ours.Median:F3} ms, p99 {ours.NinetyNinth:F3} ms, processor {ours.Processor:F3} ms ({ours.Count}); ceiling {bare.Median:F4} ms; ratio {ours.Median / bare.Median:F1}, of processor {ours.Processor / bare.Processor:F1}{goal}"));
    }

    /// <summary>In milliseconds, after as long a warm-up; the processor's time of one, all threads together, does not grow with what else runs on the machine.</summary>
    private static (double Median, double NinetyNinth, double Processor, int Count) Times(Action<int> work)
    {
        var number = 0;
        for (var begin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begin) < Each;)
        {
            work(number++);
        }

        var times = new List<double>();
        var processor = Environment.CpuUsage.TotalTime;
        for (var begin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begin) < Each;)
        {
            var from = Stopwatch.GetTimestamp();
            work(number++);
            times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }

        var each = (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / times.Count;
        var sorted = times.Order().ToArray();
        return (Figures.At(sorted, 0.5), Figures.At(sorted, 0.99), each, sorted.Length);
    }
}
