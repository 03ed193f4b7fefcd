using System.Security.Cryptography;
using System.Text;

namespace Tieline.WebexSimulator.Webhooks;

/// <summary>The <c>X-Spark-Signature</c> header: lower-case hex of HMAC-SHA1 over the raw body.</summary>
/// <remarks>https://developer.webex.com/docs/webhooks#handling-requests-from-webex</remarks>
internal static class WebhookSignature
{
    public const string Header = "X-Spark-Signature";

    public static string Of(string secret, byte[] body) =>
        Convert.ToHexStringLower(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), body));
}
