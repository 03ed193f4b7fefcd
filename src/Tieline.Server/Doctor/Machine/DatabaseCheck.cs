using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Tieline.Server.Storage;

namespace Tieline.Server.Doctor.Machine;

/// <summary>The database answers, soon, and its writer runs.</summary>
internal sealed class DatabaseCheck(Database database, GroupCommitWriter writer) : ICheck
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);

    public Mender Who => Mender.Host;

    public IReadOnlyList<string> Says { get; } = ["Down", "NoWriter", "Slow"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        if (!writer.IsAlive)
        {
            return Finding.Broken("NoWriter", database.Name).With("the writer does not run");
        }

        try
        {
            var begun = Stopwatch.GetTimestamp();
            await database.QueryAsync("SELECT 1", [], row => row.GetInt32(0), cancellationToken);
            var took = Stopwatch.GetElapsedTime(begun);
            var size = (1 + (await database.SizeAsync(cancellationToken) / 1_000_000)).ToString(CultureInfo.InvariantCulture); // Begun ones count.
            return (took > Slow ? Finding.Warning("Slow", database.Name, took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)) : Finding.Well(database.Name, size))
                .With($"{database.Name}: answered in {took.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)} ms, {size} MB");
        }
        catch (DbException problem)
        {
            return Finding.Broken("Down", database.Name, problem.Message).With($"SELECT 1: {problem.GetType().Name}");
        }
    }
}
