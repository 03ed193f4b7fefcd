using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Meetings;

namespace Tieline.WebexSimulator.Recordings;

/// <summary>The temporary links to a recording's sound: they need no token, and end after three hours.</summary>
internal sealed class RecordingDownload(WebexCloud cloud)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(3);

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/recordings/calling/{id}/audio.mp3", (string id, string? expires, string? ticket) => cloud.Run(() =>
    {
        var recording = cloud.Recordings.Find(id);
        var valid = recording is not null && expires is not null && ticket is not null && Same(TicketOf(recording, expires), ticket)
            && long.Parse(expires, CultureInfo.InvariantCulture) > cloud.Clock.Now.ToUnixTimeSeconds();
        return valid
            ? Results.Bytes(Silence.Of(recording!.DurationSeconds), "audio/mpeg", $"{recording.Id}.mp3", enableRangeProcessing: true)
            : Results.Text("The link is not valid, or no longer.", statusCode: 403);
    }));

    public static DownloadLinks Links(CallRecording recording, HttpRequest request, DateTimeOffset now)
    {
        var end = now + Lifetime;
        var expires = end.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var address = $"{request.Scheme}://{request.Host}/recordings/calling/{recording.Id}/audio.mp3?expires={expires}&ticket={TicketOf(recording, expires)}";
        return new DownloadLinks(address, MeetingTime.Text(end, TimeZoneInfo.Utc));
    }

    private static string TicketOf(CallRecording recording, string expires) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(recording.Ticket), Encoding.UTF8.GetBytes(expires)));

    private static bool Same(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
