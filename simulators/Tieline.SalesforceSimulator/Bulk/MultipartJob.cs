using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Rules;

namespace Tieline.SalesforceSimulator.Bulk;

/// <summary>
/// A job made with its data in one request: part <c>job</c> is the JSON, part <c>content</c> the CSV, at most 100,000 characters.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/walkthrough_upload_data_with_job.htm
/// </summary>
internal static class MultipartJob
{
    private const int MostContent = 100_000;

    public static bool Is(RestCall call) => call.Header("content-type")?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true;

    public static (JsonObject Job, string Content) Read(RestCall call)
    {
        var boundary = MediaTypeHeaderValue.TryParse(call.Header("content-type"), out var type) ? HeaderUtilities.RemoveQuotes(type.Boundary).ToString() : "";
        if (boundary.Length == 0) throw Unreadable("the boundary is missing");
        var parts = new Dictionary<string, string>();
        foreach (var part in ("\r\n" + call.Body).Split("\r\n--" + boundary).Skip(1).TakeWhile(p => !p.StartsWith("--", StringComparison.Ordinal)))
        {
            var blank = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (blank < 0 || Name(part[..blank]) is not { } name) throw Unreadable("a part has no name");
            if (!parts.TryAdd(name, part[(blank + 4)..])) throw Unreadable($"the part {name} is there twice");
        }

        if (!parts.TryGetValue("job", out var job) || !parts.TryGetValue("content", out var content)) throw Unreadable("the parts job and content are required");
        if (content.Length > MostContent) throw Unreadable($"the content has {content.Length} characters; at most {MostContent} are taken");
        return (RestJson.Parse(job) as JsonObject ?? throw RestJson.Unreadable("Cannot deserialize instance of object from the part job"), content);
    }

    private static string? Name(string headers)
    {
        var line = headers.Split("\r\n").FirstOrDefault(h => h.StartsWith("Content-Disposition:", StringComparison.OrdinalIgnoreCase));
        return line is not null && ContentDispositionHeaderValue.TryParse(line["Content-Disposition:".Length..].Trim(), out var disposition) ? HeaderUtilities.RemoveQuotes(disposition.Name).Value : null;
    }

    private static SalesforceRefusal Unreadable(string message) => SalesforceRefusal.Query("INVALID_MULTIPART_REQUEST", "Multipart message: " + message);
}
