using System.Globalization;

namespace Tieline.WebexSimulator.Http;

/// <summary>What a <c>Retry-After</c> header of the cloud may hold: clients have met all of these.</summary>
internal static class RetryAfter
{
    public const string Seconds = "seconds";
    public const string Zero = "zero";
    public const string Absent = "absent";
    public const string Garbage = "garbage";
    public static readonly string[] Kinds = [Seconds, Zero, Absent, Garbage];

    public static string? Text(string kind, int seconds) => kind switch
    {
        Zero => "0",
        Absent => null,
        Garbage => "soon",
        _ => seconds.ToString(CultureInfo.InvariantCulture),
    };
}
