using System.Runtime.CompilerServices;
using Tieline.Salesforce;
using Tieline.Server.Diagnostics;

namespace Tieline.Server.CallerMatching;

/// <summary>
/// Which of our fields an identity may see. All are asked for until the org refuses one; then its descriptions tell, and that is kept
/// for an hour: what an admin opens meanwhile is seen then.
/// </summary>
internal sealed class FieldsSeen(Clock clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private readonly ConditionalWeakTable<SalesforceClient, Learnt> _learnt = [];

    public IReadOnlyList<SearchObject> Known(SalesforceClient client, IReadOnlyList<SearchObject> wanted) =>
        _learnt.TryGetValue(client, out var learnt) && learnt.Until > clock.UtcNow
            ? [.. wanted.Where(one => !learnt.Asked.Contains(one.Name)).Concat(Of(learnt.Seen, wanted))]
            : wanted;

    public async Task<IReadOnlyList<SearchObject>> LearnAsync(SalesforceClient client, IReadOnlyList<SearchObject> wanted, CancellationToken cancellationToken)
    {
        var seen = new List<SearchObject>();
        List<SearchObject> asked = [.. SearchObject.All.Concat(wanted).DistinctBy(one => one.Name)];
        foreach (var one in asked)
        {
            if (await client.Describe.ObjectAsync(one.Name, cancellationToken) is not { } description)
            {
                continue;
            }

            var names = description.Fields.Select(field => field.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
            bool IsSeen(string field) => names.Contains(field) || (field.StartsWith("Account.", StringComparison.Ordinal) && names.Contains("AccountId"));
            seen.Add(one with { Details = [.. one.Details.Where(IsSeen)], Phones = [.. one.Phones.Where(IsSeen)] });
        }

        _learnt.AddOrUpdate(client, new Learnt(seen, [.. asked.Select(one => one.Name)], clock.UtcNow + Kept));
        return Of(seen, wanted);
    }

    private static IReadOnlyList<SearchObject> Of(IReadOnlyList<SearchObject> seen, IReadOnlyList<SearchObject> wanted) =>
        [.. seen.Where(one => wanted.Any(other => other.Name == one.Name))];

    /// <param name="Asked">The objects about which it was asked: one that is not among <paramref name="Seen"/> is hidden wholly.</param>
    private sealed record Learnt(IReadOnlyList<SearchObject> Seen, HashSet<string> Asked, DateTimeOffset Until);
}
