using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Soql.Syntax;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>Who asks, when, and in which text.</summary>
public sealed class QueryContext(SalesforceOrg org, string userId, SourceText source, string basePath, bool includeDeleted)
{
    private TimeZoneInfo? zone;

    public SalesforceOrg Org { get; } = org;
    public string UserId { get; } = userId;

    /// <summary>The schema as the running user sees it; the org itself, which is no user, sees all of it.</summary>
    public OrgSchema Schema { get; } = userId.Length == 0 ? org.Schema : org.Access.SchemaOf(userId);

    public SourceText Source { get; } = source;
    public string BasePath { get; } = basePath;

    /// <summary>How records are written in the answer.</summary>
    public Rest.RecordView View { get; } = new(org, userId, basePath);

    /// <summary>The Tooling API sees set-up objects; the REST API sees the rest.</summary>
    public bool Tooling { get; init; }

    /// <summary>Whether the API that was asked knows the object.</summary>
    public bool Knows(ObjectDefinition definition) => definition.Can(Tooling ? "tooling" : "queryable") || (UserId.Length == 0 && PlatformEvents.PlatformEvent.Is(definition));

    /// <summary>A row the running user sees; null when he may not read it. The schema's own rows are computed.</summary>
    public SalesforceRecord? Find(string? id) => SchemaRows.Entity(this, id) ?? (Org.Records.Find(id) is { } record && Reads(record) ? record : null);

    /// <summary>Whether the running user may read the row; the org itself reads all.</summary>
    public bool Reads(SalesforceRecord row) => UserId.Length == 0 || Org.Access.Reads(UserId, row);

    /// <summary>The same for many rows at once, as long as nothing changes.</summary>
    public Func<SalesforceRecord, bool> Reader()
    {
        if (UserId.Length == 0) return _ => true;
        var sharing = new Access.RecordSharing(Org, UserId);
        return row => sharing.Of(row).Read;
    }

    /// <summary>Of the API; older ones know less of the language.</summary>
    public decimal Version { get; init; } = 66;

    /// <summary>The most rows in one answer; of a child subquery, in one parent.</summary>
    public int PageSize { get; init; } = 2000;

    /// <summary>queryAll sees the recycle bin.</summary>
    public bool IncludeDeleted { get; } = includeDeleted;

    /// <summary>What the semi-joins met so far have found: the test of rows and the plan both ask.</summary>
    public Dictionary<InQuery, HashSet<string>> SemiJoins { get; } = new(ReferenceEqualityComparer.Instance);

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
