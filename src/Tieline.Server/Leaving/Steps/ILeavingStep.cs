using Tieline.Salesforce;

namespace Tieline.Server.Leaving.Steps;

/// <summary>One step of leaving. It may be carried out again after it was carried out in part or whole.</summary>
internal interface ILeavingStep
{
    LeavingStep Step { get; }

    /// <summary>Does at most what takes some seconds; says when there is more to do. May write into <see cref="LeavingRow.Found"/> and the mail's outcome of the row.</summary>
    Task<StepOutcome> RunAsync(LeavingRow row, CancellationToken cancellationToken);
}

/// <summary>What came of a try.</summary>
/// <param name="Left">What it found that stays; stored before the step goes on.</param>
internal sealed record StepOutcome(bool IsDone, IReadOnlyList<LeavingLeft> Left, LeavingWait? Waiting)
{
    public static readonly StepOutcome Done = new(true, [], null);

    /// <summary>There is more to do.</summary>
    public static readonly StepOutcome More = new(false, [], null);

    public static StepOutcome DoneExcept(params IReadOnlyList<LeavingLeft> left) => new(true, left, null);

    public static StepOutcome MoreExcept(IReadOnlyList<LeavingLeft> left) => new(false, left, null);

    public static StepOutcome Wait(string key, params string[] values) => new(false, [], new LeavingWait(key, values));

    /// <summary>Salesforce did not do it: what may pass is waited for, what needs somebody stays for him.</summary>
    public static StepOutcome Of(SalesforceException problem, LeavingThing thing, long count) => problem.Kind
        is SalesforceErrorKind.Unavailable or SalesforceErrorKind.Unreachable or SalesforceErrorKind.ApiLimit or SalesforceErrorKind.Locked or SalesforceErrorKind.Unsure
        ? Wait("LeavingWaitsSalesforce", problem.Message)
        : DoneExcept(new LeavingLeft(thing, "", count, problem.Message));

    /// <summary>Another Tieline server serves the org: what it works with is left to it.</summary>
    public static StepOutcome LeftTo(string otherServer, LeavingThing thing, long count) =>
        DoneExcept(new LeavingLeft(thing, "", count, $"Another Tieline server uses this org: {otherServer}"));

    /// <summary>The admin goes on without this step.</summary>
    public static StepOutcome Skipped(LeavingRow row) => DoneExcept(new LeavingLeft(ThingOf(row.Step), "", 0, "Left out by the administrator."));

    private static LeavingThing ThingOf(LeavingStep step) => step switch
    {
        LeavingStep.Webhooks => LeavingThing.Webhook,
        LeavingStep.Channels => LeavingThing.ChannelMember,
        LeavingStep.Assignments => LeavingThing.Assignment,
        LeavingStep.LaunchKeys => LeavingThing.LaunchKey,
        _ => LeavingThing.SalesforceToken,
    };
}
