using System.Text.Json;
using Tieline.Server.Lightning;
using Tieline.Server.Storage;

namespace Tieline.Server.Leaving;

/// <summary>How far a tenant has left.</summary>
/// <param name="Found">What was in use at the beginning.</param>
/// <param name="Remains">What stays, with why.</param>
/// <param name="Waiting">What it waits for; null while it goes on by itself.</param>
/// <param name="MailProblem">Why the report was not mailed; null when it was, or nobody wants it.</param>
public sealed record LeavingState(
    Guid TenantId, string TenantName, LeavingStep Step, string Language, string ReportTo, bool IsDropped, IReadOnlyList<LeavingItem> Found, IReadOnlyList<LeavingLeft> Remains,
    LeavingWait? Waiting, string? MailProblem, DateTimeOffset? MailedAt, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt)
{
    public bool IsDone => Step == LeavingStep.Done;

    /// <summary>Nothing was removed yet, so that it can be called off.</summary>
    public bool CanBeCalledOff => Step <= LeavingStep.Deliveries;

    internal static LeavingState Of(LeavingRow row) => new(
        row.TenantId, row.TenantName, row.Step, row.Language, row.ReportTo, row.IsDropped, JsonSerializer.Deserialize<List<LeavingItem>>(row.Found)!,
        JsonSerializer.Deserialize<List<LeavingLeft>>(row.Remains)!, row.Waiting is null ? null : JsonSerializer.Deserialize<LeavingWait>(row.Waiting), row.MailProblem,
        row.MailedAt is { } mailed ? Moment.FromMicroseconds(mailed) : null, Moment.FromMicroseconds(row.StartedAt),
        row.FinishedAt is { } finished ? Moment.FromMicroseconds(finished) : null);
}

/// <summary>Why nothing happens: a text's key and what fills its holes.</summary>
public sealed record LeavingWait(string Key, params string[] Values)
{
    public string In(Texts say) => say[Key, [.. Values]];
}
