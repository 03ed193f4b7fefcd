using Tieline.SalesforceSimulator.Soql.Syntax;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>Who asks, when, and in which text.</summary>
public sealed class QueryContext(SalesforceOrg org, string userId, SourceText source, string basePath, bool includeDeleted)
{
    private TimeZoneInfo? zone;

    public SalesforceOrg Org { get; } = org;
    public string UserId { get; } = userId;

    /// <summary>The schema as the running user sees it.</summary>
    public Schema.OrgSchema Schema { get; } = org.Access.SchemaOf(userId);
    public SourceText Source { get; } = source;
    public string BasePath { get; } = basePath;

    /// <summary>A row the running user sees; null when he may not read it.</summary>
    public SalesforceRecord? Find(string? id) => Org.FindAs(UserId, id);

    /// <summary>queryAll sees the recycle bin.</summary>
    public bool IncludeDeleted { get; } = includeDeleted;

    /// <summary>Semi-joins met so far; the cloud allows two.</summary>
    public int SemiJoins { get; set; }

    /// <summary>The running user's zone: date words and dates of date-times are meant in it.</summary>
    public TimeZoneInfo Zone => zone ??= TimeZoneInfo.TryFindSystemTimeZoneById(Org.Records.Find(UserId)?.Text("TimeZoneSidKey") ?? "UTC", out var found) ? found : TimeZoneInfo.Utc;

    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Org.Clock.Now, Zone).DateTime);

    /// <summary>The instant at which a day begins for the running user.</summary>
    public DateTimeOffset Midnight(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        var offset = Zone.GetUtcOffset(local);
        return day <= DateOnly.MinValue.AddDays(1) ? DateTimeOffset.MinValue : day >= DateOnly.MaxValue.AddDays(-1) ? DateTimeOffset.MaxValue : new DateTimeOffset(local, offset);
    }
}
