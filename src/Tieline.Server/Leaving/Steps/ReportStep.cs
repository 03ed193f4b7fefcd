using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;

namespace Tieline.Server.Leaving.Steps;

/// <summary>Mails the report, if somebody wants it. One that cannot be mailed is kept and shown: nobody stays because of a mail server.</summary>
internal sealed class ReportStep(LeavingReports reports, Clock clock) : ILeavingStep
{
    public LeavingStep Step => LeavingStep.Report;

    public async Task<StepOutcome> RunAsync(LeavingRow row, CancellationToken cancellationToken)
    {
        if (row.ReportTo.Length > 0)
        {
            row.MailProblem = await reports.MailAsync(LeavingState.Of(row) with { FinishedAt = clock.UtcNow }, row.ReportTo, cancellationToken);
            row.MailedAt = row.MailProblem is null ? Moment.ToMicroseconds(clock.UtcNow) : null;
        }

        return StepOutcome.Done;
    }
}
