using System.Text;
using System.Text.Json.Nodes;
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

    public static (JsonObject Job, string Content) Read(IReadOnlyDictionary<string, byte[]> parts)
    {
        if (!parts.TryGetValue("job", out var job) || !parts.TryGetValue("content", out var content)) throw Unreadable("the parts job and content are required");
        var csv = Encoding.UTF8.GetString(content);
        if (csv.Length > MostContent) throw Unreadable($"the content has {csv.Length} characters; at most {MostContent} are taken");
        return (RestJson.Parse(Encoding.UTF8.GetString(job)) as JsonObject ?? throw RestJson.Unreadable("Cannot deserialize instance of object from the part job"), csv);
    }

    private static SalesforceRefusal Unreadable(string message) => SalesforceRefusal.Query("INVALID_MULTIPART_REQUEST", "Multipart message: " + message);
}
