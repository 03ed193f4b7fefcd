using System.Runtime.CompilerServices;

namespace Tieline.Webex.Http;

/// <summary>Lists come in pages; the next one's address stands in the Link header and is followed to the letter.</summary>
internal static class Paging
{
    /// <summary>All items of all pages, fetched as they are asked for. A page may be empty and yet not be the last.</summary>
    public static async IAsyncEnumerable<T> ListAsync<T>(
        this WebexPipeline pipeline, string operation, string address, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (string? next = address; next is not null && seen.Add(next);)
        {
            var request = new WebexRequest(operation, HttpMethod.Get, next);
            var answer = await pipeline.SendAsync(request, cancellationToken).ConfigureAwait(false);
            foreach (var item in answer.Read<Page<T>>(request).Items ?? [])
            {
                yield return item;
            }

            next = NextOf(answer.Link);
        }
    }

    /// <summary>The address marked <c>rel="next"</c>, or null. Several links may stand in one header; commas and semicolons may stand inside an address.</summary>
    internal static string? NextOf(string? link)
    {
        for (var rest = link.AsSpan(); rest.IndexOf('<') is >= 0 and var open;)
        {
            rest = rest[(open + 1)..];
            var close = rest.IndexOf('>');
            if (close < 0)
            {
                return null;
            }

            var address = rest[..close];
            rest = rest[(close + 1)..];
            var following = rest.IndexOf('<');
            var attributes = following < 0 ? rest : rest[..following];
            if (attributes.Contains("rel=\"next\"", StringComparison.OrdinalIgnoreCase) || attributes.Contains("rel=next", StringComparison.OrdinalIgnoreCase))
            {
                return address.ToString();
            }
        }

        return null;
    }

    internal sealed record Page<T>(IReadOnlyList<T>? Items);
}
