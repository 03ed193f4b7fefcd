using Microsoft.Net.Http.Headers;
using Tieline.SalesforceSimulator.Rules;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>What the client reads. The cloud writes XML too, this org does not: who reads nothing else is refused before anything is done.</summary>
internal static class AcceptHeader
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public static SalesforceRefusal? Refusal(HttpRequest request, string[] segments)
    {
        if (request.Headers.Accept.Count == 0 || MayBeOther(segments)) return null;
        var reads = MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var wanted) && wanted.Any(w => w.Quality is not 0 && Json.IsSubsetOf(new MediaTypeHeaderValue(w.MediaType)));
        return reads ? null : new SalesforceRefusal(406, "NOT_ACCEPTABLE", $"The requested format {request.Headers.Accept} is not offered: answers are application/json");
    }

    /// <summary>Bulk data are CSV, and a field may hold binary content.</summary>
    private static bool MayBeOther(string[] segments) => segments is [_, "jobs", ..] or [_, "sobjects", _, _, _];
}
