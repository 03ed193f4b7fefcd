namespace Tieline.SalesforceSimulator.Rules;

/// <summary>What the caller of a save asks for by headers.</summary>
public sealed record SaveOptions
{
    /// <summary>What a save does that says nothing.</summary>
    public static readonly SaveOptions Usual = new();

    /// <summary>Save although a duplicate rule warns.</summary>
    public bool AllowDuplicates { get; init; }

    /// <summary>Tell the fields of the records that match, not their ids alone.</summary>
    public bool IncludeRecordDetails { get; init; }

    /// <summary>Only records the user may read count as duplicates.</summary>
    public bool RunAsCurrentUser { get; init; }

    /// <summary>Whether assignment rules choose the owner; null: for new leads and cases.</summary>
    public bool? AutoAssign { get; init; }

    /// <summary>The one assignment rule to use, instead of the active one.</summary>
    public string? AssignmentRuleId { get; init; }

    /// <summary>Whether the record is among the user's recent ones afterwards.</summary>
    public bool UpdatesMru { get; init; }

    /// <summary>A platform event is sent at once, whatever its own behaviour.</summary>
    public bool PublishNow { get; init; }

    /// <summary>The id of a platform event, where its publisher gave one.</summary>
    public string? EventUuid { get; init; }

    /// <summary>Of the API version that asks, for the addresses in what is told.</summary>
    public string BasePath { get; init; } = "";
}
