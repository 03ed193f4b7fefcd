using Tieline.Salesforce;
using Tieline.Server.Connections;

namespace Tieline.Server.Leaving.Steps;

/// <summary>One step of leaving. It may be carried out again after it was carried out in part or whole.</summary>
internal interface ILeavingStep
{
    LeavingStep Step { get; }

    /// <summary>Does it, or some of it when there is much. May write into <see cref="LeavingRow.Found"/> and the mail's outcome of the row.</summary>
    Task<StepOutcome> RunAsync(LeavingRow row, CancellationToken cancellationToken);
}

/// <summary>What came of a try.</summary>
/// <param name="Left">What it found that stays; stored before the step goes on.</param>
internal sealed record StepOutcome(bool IsDone, IReadOnlyList<LeavingLeft> Left, LeavingWords? Waiting)
{
    /// <summary>How long to wait before the next try, unless somebody says something.</summary>
    public TimeSpan Pause { get; init; }

    public static readonly StepOutcome Done = new(true, [], null);

    /// <summary>There is more to do.</summary>
    public static readonly StepOutcome More = new(false, [], null);

    public static StepOutcome DoneExcept(params IReadOnlyList<LeavingLeft> left) => new(true, left, null);

    public static StepOutcome MoreExcept(IReadOnlyList<LeavingLeft> left) => new(false, left, null);

    public static StepOutcome Wait(string key, params string[] values) => new(false, [], new LeavingWords(key, values));

    /// <summary>Salesforce did not do it: what may pass is waited for, what needs somebody stays for him.</summary>
    public static StepOutcome Of(SalesforceException problem, LeavingThing thing, long count) =>
        IsPassing(problem) ? Wait("LeavingWaitsSalesforce", problem.Message) : DoneExcept(new LeavingLeft(thing, "", count, LeavingWords.Verbatim(problem.Message)));

    public static bool IsPassing(SalesforceException problem) => problem.Kind
        is SalesforceErrorKind.Unavailable or SalesforceErrorKind.Unreachable or SalesforceErrorKind.ApiLimit or SalesforceErrorKind.Locked or SalesforceErrorKind.Unsure;

    /// <summary>Another Tieline server serves the org: what it works with is left to it.</summary>
    public static StepOutcome LeftTo(string otherServer, LeavingThing thing, long count) =>
        DoneExcept(new LeavingLeft(thing, "", count, new LeavingWords("LeavingWhyOtherServer", otherServer)));

    /// <summary>A cloud keeps something of this person's consent.</summary>
    public static LeavingLeft LeftAt(Withheld withheld, string subject) => withheld.What == Withheld.Token
        ? new(LeavingThing.SalesforceToken, subject, 1, new LeavingWords("LeavingWhyToken", withheld.Words))
        : new(LeavingThing.Webhook, subject, 1, withheld.Words.Length > 0 ? LeavingWords.Verbatim(withheld.Words) : new LeavingWords("LeavingWhySignedOut"));
}
