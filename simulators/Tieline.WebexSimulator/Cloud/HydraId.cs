using System.Security.Cryptography;
using System.Text;

namespace Tieline.WebexSimulator.Cloud;

/// <summary>Webex identifiers: unpadded base64 of <c>ciscospark://cluster/TYPE/name</c>; most lie in the cluster <c>us</c>.</summary>
internal static class HydraId
{
    public const string UsualCluster = "us";
    private const string Scheme = "ciscospark://";

    public static string Of(string type, string name, string cluster = UsualCluster) => Encode($"{Scheme}{cluster}/{type}/{name}");

    /// <summary>The identifier of a call session: base64 of a bare uuid.</summary>
    public static string CallSession(Guid uuid) => Encode(uuid.ToString("D"));

    /// <summary>The bare uuid of a call session.</summary>
    public static string SessionUuid(string sessionId) =>
        Encoding.UTF8.GetString(Convert.FromBase64String(sessionId.PadRight((sessionId.Length + 3) / 4 * 4, '=')));

    public static string Call(long number, string cluster) => Of("CALL", $"callhalf-{number}:0", cluster);

    /// <summary>A uuid that depends on nothing but the seed and the name.</summary>
    public static Guid Drawn(int seed, string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{name}")).AsSpan(0, 16));

    /// <summary>The last part of an identifier, or the text itself when it is a bare uuid; null when it is neither.</summary>
    public static string? Name(string id)
    {
        if (Guid.TryParse(id, out var bare))
        {
            return bare.ToString("D");
        }

        return Decode(id) is { } text ? text[(text.LastIndexOf('/') + 1)..] : null;
    }

    /// <summary>Where an identifier of this cloud was made, such as <c>us</c> or <c>urn:TEAM:us-west-2_r</c>.</summary>
    public static string ClusterOf(string id) => Decode(id)![Scheme.Length..].Split('/')[0];

    private static string? Decode(string id)
    {
        var bytes = new byte[id.Length];
        var padded = id.TrimEnd('=').PadRight((id.TrimEnd('=').Length + 3) / 4 * 4, '=');
        return Convert.TryFromBase64String(padded, bytes, out var length) && Encoding.UTF8.GetString(bytes, 0, length) is var text
            && text.StartsWith(Scheme, StringComparison.Ordinal) ? text : null;
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=');
}
