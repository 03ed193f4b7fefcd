using System.Collections.Concurrent;
using System.Globalization;

namespace Tieline.Bench.Pop;

/// <summary>
/// When the server waited for Salesforce, by whose token it asked. A search for a caller names the number, which tells whose token it is; from then on
/// all requests with that token count as the agent's.
/// </summary>
internal sealed class CloudWaits
{
    private readonly ConcurrentQueue<(string Who, string Number, long Sent, long Answered)> _waits = new();

    /// <summary>A line of the server: <c>out who number sent answered</c>.</summary>
    public void Heard(string[] line) => _waits.Enqueue((
        line[1], line[2], long.Parse(line[3], CultureInfo.InvariantCulture), long.Parse(line[4], CultureInfo.InvariantCulture)));

    /// <summary>Ticks between the two moments during which at least one request of the call's agent was unanswered; null when none was seen.</summary>
    public Func<PlayedCall, long?> ByCall(IEnumerable<PlayedCall> calls)
    {
        var byNumber = _waits.Where(wait => wait.Number != "-").ToLookup(wait => wait.Number);
        var byWho = _waits.ToLookup(wait => wait.Who);
        return call =>
        {
            var search = byNumber[call.Caller.Digits].Where(wait => wait.Sent >= call.HeardAt && wait.Sent <= call.SentAt).Select(wait => wait.Who).FirstOrDefault();
            return search is null ? null : Covered(byWho[search].Select(wait => (wait.Sent, wait.Answered)), call.HeardAt, call.SentAt);
        };
    }

    private static long Covered(IEnumerable<(long From, long To)> spans, long from, long to)
    {
        var (covered, reached) = (0L, from);
        foreach (var (start, end) in spans.Where(span => span.To > from && span.From < to).OrderBy(span => span.From))
        {
            var (begin, stop) = (Math.Max(start, reached), Math.Min(end, to));
            covered += Math.Max(0, stop - begin);
            reached = Math.Max(reached, stop);
        }

        return covered;
    }
}
