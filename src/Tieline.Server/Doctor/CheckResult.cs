namespace Tieline.Server.Doctor;

/// <summary>What a check found last, as kept.</summary>
/// <param name="RanAt">When it looked.</param>
/// <param name="Since">Since when the verdict is this one.</param>
public sealed record CheckResult(string Name, Finding Finding, DateTimeOffset RanAt, DateTimeOffset Since)
{
    /// <summary>The next result of this check: the verdict is as old as its last change, and the figure of a run that came to none is that of the run before.</summary>
    public static CheckResult Next(CheckResult? before, string name, Finding finding, DateTimeOffset now) =>
        new(name, finding.IsCommon ? finding with { Measure = finding.Measure ?? before?.Finding.Measure } : finding, now, before is not null && before.Finding.Verdict == finding.Verdict ? before.Since : now);
}
