using System.Globalization;

namespace Tieline.Server.Doctor.Machine;

/// <summary>The disk of the data folder has room: there lie the SQLite database and the key ring.</summary>
internal sealed class DataFolderCheck(DiskSpace disk) : ICheck
{
    private const long Mega = 1_000_000;
    private const long Enough = 2_000 * Mega;
    private const long TooLittle = 500 * Mega;

    public Mender Who => Mender.Host;

    public IReadOnlyList<string> Says { get; } = ["Low", "Full", "Unreadable"];

    public Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        try
        {
            var (free, total) = disk.Read();
            return Task.FromResult(Judge(free).With($"free {Megabytes(free)} MB of {Megabytes(total)} MB"));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(Finding.Unknown("Unreadable", problem.Message).With(problem.GetType().Name));
        }
    }

    /// <summary>Pure.</summary>
    internal static Finding Judge(long free) => free < TooLittle ? Finding.Broken("Full", Megabytes(free))
        : free < Enough ? Finding.Warning("Low", Megabytes(free))
        : Finding.Well(Megabytes(free));

    private static string Megabytes(long bytes) => (bytes / Mega).ToString(CultureInfo.InvariantCulture);
}
