using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Formulas;

/// <summary>What a formula is worked out for: a record (none for a default value), as one user, now.</summary>
internal sealed record FormulaContext(SalesforceOrg Org, string UserId, SalesforceRecord? Record)
{
    private TimeZoneInfo? zone;

    public TimeZoneInfo Zone => zone ??= TimeZoneInfo.TryFindSystemTimeZoneById(Org.Records.Find(UserId)?.Text("TimeZoneSidKey") ?? "UTC", out var found) ? found : TimeZoneInfo.Utc;

    public DateOnly Today => Day(Org.Clock.Now);

    public DateOnly Day(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);
}
