namespace Tieline.Server.Leaving.Steps;

/// <summary>Takes the package's permission sets from people; from the administrator who leaves only at the end, by <see cref="TokensStep"/>. That of the integration user stays until the end: with it this is done.</summary>
internal sealed class AssignmentsStep(OrgRemoval removal) : ILeavingStep
{
    public LeavingStep Step => LeavingStep.Assignments;

    public Task<StepOutcome> RunAsync(LeavingRow row, CancellationToken cancellationToken) =>
        removal.AssignmentsAsync(row, ofWhoLeaves: false, cancellationToken);
}
