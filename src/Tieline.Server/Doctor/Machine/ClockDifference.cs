using System.Globalization;

namespace Tieline.Server.Doctor.Machine;

/// <summary>Pure: how far this server's clock is from a cloud's, by the <c>Date</c> of an answer. Launch tokens live for a minute, and signatures are refused for age.</summary>
internal static class ClockDifference
{
    private static readonly TimeSpan Tolerable = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TooMuch = TimeSpan.FromSeconds(60);

    /// <summary>The sentences of the checks that use it.</summary>
    public static readonly IReadOnlyList<string> Says = ["Off", "NotSaid"];

    public static Finding Judge(OutsideAnswer answer)
    {
        if (answer.Date is not { } theirs)
        {
            return Finding.Unknown("NotSaid").With("no header Date");
        }

        // The header has whole seconds, and the answer took a while.
        var ours = answer.AskedAt + ((answer.AnsweredAt - answer.AskedAt) / 2);
        var difference = (ours - theirs).Duration();
        var seconds = difference.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        return (difference > TooMuch ? Finding.Broken("Off", seconds) : difference > Tolerable ? Finding.Warning("Off", seconds) : Finding.Well(seconds))
            .With($"Date: {theirs:O}", $"here: {ours:O}");
    }
}
