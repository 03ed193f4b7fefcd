using System.Security.Cryptography;
using System.Text;

namespace Tieline.WebexSimulator.Cloud;

/// <summary>Webex identifiers: unpadded base64 of <c>ciscospark://us/TYPE/name</c>.</summary>
internal static class HydraId
{
    public static string Of(string type, string name) => Encode($"ciscospark://us/{type}/{name}");

    public static string New(string type) => Of(type, Guid.NewGuid().ToString("D"));

    /// <summary>The identifier of a call session: base64 of a bare uuid.</summary>
    public static string NewCallSession() => Encode(Guid.NewGuid().ToString("D"));

    /// <summary>The bare uuid of a call session.</summary>
    public static string SessionUuid(string sessionId) =>
        Encoding.UTF8.GetString(Convert.FromBase64String(sessionId.PadRight((sessionId.Length + 3) / 4 * 4, '=')));

    public static string Call(long number) => Of("CALL", $"callhalf-{number}:0");

    /// <summary>A uuid that depends on nothing but the seed and the name.</summary>
    public static Guid Drawn(int seed, string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{name}")).AsSpan(0, 16));

    /// <summary>The last part of an identifier, or the text itself when it is a bare uuid; null when it is neither.</summary>
    public static string? Name(string id)
    {
        if (Guid.TryParse(id, out var bare))
        {
            return bare.ToString("D");
        }

        var bytes = new byte[id.Length];
        var padded = id.TrimEnd('=').PadRight((id.TrimEnd('=').Length + 3) / 4 * 4, '=');
        if (!Convert.TryFromBase64String(padded, bytes, out var length))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes, 0, length);
        return text.StartsWith("ciscospark://", StringComparison.Ordinal) ? text[(text.LastIndexOf('/') + 1)..] : null;
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=');
}
