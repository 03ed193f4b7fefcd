namespace Tieline.Server.CallLogging;

/// <summary>What became of a log, as read.</summary>
/// <param name="Written">What Salesforce is known to have taken last.</param>
/// <param name="Sent">Texts of ours sent since whose answer is not known: one of them may stand in the Task, or in a second Task that is still to come.</param>
/// <param name="LooksWanted">How often a look for a second Task was asked for.</param>
/// <param name="LooksDone">How many of these are done.</param>
/// <param name="Version">Grows with each store.</param>
internal sealed record CallLogState(
    Guid? AgentId, CallLogMatch? Match, string? TaskId, CallLogFields? Written, string? Problem, string? ProblemDetail,
    IReadOnlyList<SentText> Sent, int LooksWanted, int LooksDone, long Version)
{
    private const int MostSent = 16;

    public static CallLogState None { get; } = new(null, null, null, null, null, null, [], 0, 0, 0);

    /// <summary>Our own texts that may stand in a Task of this log, the newest last.</summary>
    public IReadOnlyList<string> OwnTexts =>
        [.. TextsOf(isCreate: true), .. Written is null ? Enumerable.Empty<string>() : [Written.OwnText()], .. TextsOf(isCreate: false)];

    /// <summary>A text is about to be sent.</summary>
    public CallLogState Sending(string text, bool isCreate) => this with { Sent = [.. Sent.TakeLast(MostSent - 1), new SentText(text, isCreate)] };

    /// <summary>The text sent last was certainly not taken.</summary>
    public CallLogState NotTaken() => this with { Sent = [.. Sent.SkipLast(1)] };

    /// <summary>Salesforce took it. Creates that were never answered are kept in mind: they may still be carried out.</summary>
    public CallLogState Took(string taskId, CallLogFields fields) =>
        this with { TaskId = taskId, Written = fields, Sent = [.. (Sent is [.., { IsCreate: true }] ? Sent.SkipLast(1) : Sent).Where(sent => sent.IsCreate)] };

    /// <summary>Another Task is the log's now; of what it says we know only the texts that it may have.</summary>
    public CallLogState Adopt(string taskId) => taskId == TaskId ? this
        : this with { TaskId = taskId, Written = null, Sent = Written is null ? Sent : [.. Sent, new SentText(Written.OwnText(), IsCreate: false)] };

    private IEnumerable<string> TextsOf(bool isCreate) => Sent.Where(sent => sent.IsCreate == isCreate).Select(sent => sent.Text);
}

/// <summary>A text of ours on its way to Salesforce.</summary>
internal sealed record SentText(string Text, bool IsCreate);
