using System.Globalization;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Messaging.Contents;

/// <summary>/v1/contents/{id}: the files that the messages of the caller's rooms carry.</summary>
/// <remarks>https://developer.webex.com/docs/basics#message-attachments</remarks>
internal sealed class ContentEndpoints(WebexCloud cloud)
{
    public void Map(CloudRoutes routes) => routes.GetOrHead("/contents/{id}", Access.MessagesRead, Download);

    private Reply Download(CloudRequest request)
    {
        var id = request.Route("id").TrimEnd('=');
        var content = cloud.Contents.Find(id) ?? throw Ids.Unknown(id);
        var message = cloud.Messages.Carrying(content) ?? throw WebexFailure.NotFound();
        cloud.Messages.Visible(message.Id, request.Person, WebexFailure.NotFound().Message);
        Scan(content, request.Query("allow"));
        return new Reply(200, content.Bytes) { ContentType = content.ContentType, Headers = new() { ["Content-Disposition"] = Disposition(content.FileName) } };
    }

    private void Scan(Content content, string? allow)
    {
        var left = content.ScannedAt - cloud.Clock.Now;
        if (content.Verdict == Content.Scanning || left > TimeSpan.Zero)
        {
            throw new WebexFailure(423, "The requested resource is temporarily unavailable: the file is being scanned for malware.")
            {
                RetryAfter = Math.Max(1, (int)Math.Ceiling(Math.Min(left.TotalSeconds, int.MaxValue))),
            };
        }

        if (content.Verdict == Content.Infected)
        {
            throw new WebexFailure(410, "The requested resource is no longer available: the file was found to be infected.");
        }

        if (content.Verdict == Content.Unscannable && !(allow ?? "").Split(',').Contains(Content.Unscannable))
        {
            throw new WebexFailure(428, "The file could not be scanned for malware and cannot be downloaded without allow=unscannable.");
        }
    }

    /// <summary>Letters beyond ASCII go into <c>filename*</c>.</summary>
    private static string Disposition(string name)
    {
        var plain = string.Concat(name.Select(letter => char.IsAscii(letter) && letter is not ('"' or '\\') ? letter : '_'));
        return string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"{plain}\"{(plain == name ? "" : "; filename*=UTF-8''" + Uri.EscapeDataString(name))}");
    }
}
