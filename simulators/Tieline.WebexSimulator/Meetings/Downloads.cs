using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>Links that download a recording without a token for three hours.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/recordings/get-recording-details</remarks>
internal sealed class Downloads(WebexCloud cloud)
{
    private const string Path = "/nbr/recordings/{id}/{kind}";
    private static readonly TimeSpan Lives = TimeSpan.FromHours(3);
    private readonly byte[] key = HydraId.Drawn(cloud.Options.Seed, "downloads").ToByteArray();

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, async http =>
    {
        var reply = cloud.Run(() => File((string)http.Request.RouteValues["id"]!, (string)http.Request.RouteValues["kind"]!, http.Request.Query["ticket"].ToString()));
        await reply.WriteAsync(http);
    });

    public JsonObject Links(CloudRequest request, MeetingInstance instance, TimeZoneInfo zone)
    {
        var expires = cloud.Clock.Now + Lives;
        var address = $"{request.Http.Request.Scheme}://{request.Http.Request.Host}/nbr/recordings/{instance.Recording!.Id}";
        string Link(string kind) => $"{address}/{kind}?ticket={Ticket(instance.Recording.Id, kind, expires.ToUnixTimeSeconds())}";
        var links = new JsonObject { ["recordingDownloadLink"] = Link("video"), ["audioDownloadLink"] = Link("audio"), ["expiration"] = MeetingTime.Text(expires, zone) };
        if (instance.Transcript is { Deleted: false })
        {
            links["transcriptDownloadLink"] = Link("transcript");
        }

        return links;
    }

    private Reply File(string id, string kind, string ticket)
    {
        var instance = cloud.Meetings.Instances.FirstOrDefault(one => one.Recording?.Id == id && one.Recording.Status == MeetingRecording.Available);
        var split = ticket.IndexOf('-');
        var lives = long.TryParse(split < 0 ? "" : ticket[..split], CultureInfo.InvariantCulture, out var expires) && expires > cloud.Clock.Now.ToUnixTimeSeconds();
        if (instance is null || !lives || Ticket(id, kind, expires) != ticket)
        {
            return Reply.Of(404, new { message = "The link is not valid any more." });
        }

        return kind switch
        {
            "audio" => Attachment(RecordingFile.Wav, "audio/wav", "recording.wav"),
            "transcript" => Attachment(Encoding.UTF8.GetBytes(TranscriptViews.Vtt(instance)), "text/vtt", "recording.vtt"),
            _ => Attachment(RecordingFile.Mp4, "video/mp4", "recording.mp4"),
        };
    }

    private string Ticket(string id, string kind, long expires) =>
        $"{expires}-{Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}/{kind}/{expires}")))}";

    public static Reply Attachment(byte[] content, string type, string name) => new(200, content)
    {
        ContentType = type, Headers = { ["Content-Disposition"] = $"attachment; filename=\"{name}\"" },
    };
}
