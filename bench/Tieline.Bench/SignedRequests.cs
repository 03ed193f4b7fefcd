using System.Security.Cryptography;
using System.Text;

namespace Tieline.Bench;

/// <summary>Whole HTTP requests as Webex sends them, each of another call, with bodies of about 900 bytes that tell a time of their own, one after the other.</summary>
internal static class SignedRequests
{
    public static byte[][] Make(Uri target, string secret, int count, TimeSpan apart)
    {
        var key = Encoding.UTF8.GetBytes(secret);
        var now = TimeProvider.System.GetUtcNow();
        var requests = new byte[count][];
        for (var i = 0; i < count; i++)
        {
            requests[i] = Make(target, key, now + (i * apart));
        }

        return requests;
    }

    private static byte[] Make(Uri target, byte[] key, DateTimeOffset happened)
    {
        var body = Body(Guid.NewGuid(), happened.ToString("yyyy-MM-ddTHH:mm:ss.fffZ"));
        var signature = Convert.ToHexStringLower(HMACSHA1.HashData(key, body));
        var head = $"POST {target.AbsolutePath} HTTP/1.1\r\nHost: {target.Authority}\r\nContent-Type: application/json\r\n"
            + $"X-Spark-Signature: {signature}\r\nContent-Length: {body.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    private static byte[] Body(Guid call, string now) => Encoding.UTF8.GetBytes(
        $$"""
        {"id":"Y2lzY29zcGFyazovL3VzL1dFQkhPT0svZjRlNjA1YjQtYjRmZC00MzA5LTlhMTMtNTYyYzk0ZWE0OWUy","name":"Tieline calls","targetUrl":"https://tieline.example/hooks/webex/bench","resource":"telephony_calls","event":"updated","orgId":"Y2lzY29zcGFyazovL3VzL09SR0FOSVpBVElPTi8xZWI2NWZkZi05NjQzLTQxN2YtOTk3NC1hZDcyY2FlMGUxMGY","createdBy":"Y2lzY29zcGFyazovL3VzL1BFT1BMRS9mNWIzNjE4Ny1jOGRkLTQ3MjctOGIyZi1mOWM0NDdmMjkwNDY","appId":"Y2lzY29zcGFyazovL3VzL0FQUExJQ0FUSU9OL0MyNzlj","ownedBy":"creator","status":"active","created":"{{now}}","data":{"eventType":"answered","eventTimestamp":"{{now}}","callId":"{{call:N}}","callSessionId":"{{call}}","personality":"terminator","state":"connected","remoteParty":{"name":"Maria Lopez","number":"+12025550143","privacyEnabled":false,"callType":"external"},"appearance":1,"created":"{{now}}","answered":"{{now}}" } }
        """);
}
