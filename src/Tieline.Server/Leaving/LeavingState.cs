using System.Text.Json;
using System.Text.Json.Serialization;
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
    LeavingWords? Waiting, string? MailProblem, DateTimeOffset? MailedAt, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt)
{
    public bool IsDone => Step == LeavingStep.Done;

    /// <summary>Nothing was removed yet, so that it can be called off.</summary>
    public bool CanBeCalledOff => Step <= LeavingStep.Deliveries;

    internal static LeavingState Of(LeavingRow row) => new(
        row.TenantId, row.TenantName, row.Step, row.Language, row.ReportTo, row.IsDropped, JsonSerializer.Deserialize<List<LeavingItem>>(row.Found)!,
        JsonSerializer.Deserialize<List<LeavingLeft>>(row.Remains)!, row.Waiting is null ? null : JsonSerializer.Deserialize<LeavingWords>(row.Waiting), row.MailProblem,
        row.MailedAt is { } mailed ? Moment.FromMicroseconds(mailed) : null, Moment.FromMicroseconds(row.StartedAt),
        row.FinishedAt is { } finished ? Moment.FromMicroseconds(finished) : null);
}

/// <summary>A sentence that is stored and shown in each reader's language: a text's key and what fills its holes. Without a key it is a cloud's own words.</summary>
[JsonConverter(typeof(LeavingWordsJson))]
public sealed record LeavingWords(string Key, params string[] Values)
{
    public static LeavingWords Verbatim(string words) => new("", words);

    public string In(Texts say) => Key.Length == 0 ? string.Concat(Values.Select(say.Told)) : say[Key, [.. Values]];

    public bool Equals(LeavingWords? other) => other is not null && Key == other.Key && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(Key, Values.Length);
}
