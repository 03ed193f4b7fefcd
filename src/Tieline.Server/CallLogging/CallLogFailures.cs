using Tieline.Salesforce;
using Tieline.Server.Deliveries;

namespace Tieline.Server.CallLogging;

/// <summary>Pure: what a refusal of Salesforce means for a log.</summary>
internal static class CallLogFailures
{
    public const string OwnerInactive = "LogOwnerInactive";
    public const string NotLinked = "LogNotLinked";
    public const string Refused = "LogRefused";
    public const string NeedsAdmin = "LogNeedsAdmin";
    public const string Waits = "LogWaits";
    public const string NotMatched = "LogNotMatched";
    public const string Deleted = "LogDeleted";
    public const string NoRoom = "LogNoRoom";

    private static readonly string[] Links = ["WhoId", "WhatId"];

    /// <summary>What the client's kinds of failure mean for the delivery and for the agent.</summary>
    public static (FailureKind Kind, string Problem) Meaning(SalesforceErrorKind kind) => kind switch
    {
        SalesforceErrorKind.SessionExpired or SalesforceErrorKind.Forbidden or SalesforceErrorKind.ApiLimit => (FailureKind.NeedsAdmin, NeedsAdmin),
        SalesforceErrorKind.RuleRefused or SalesforceErrorKind.Invalid or SalesforceErrorKind.Duplicate => (FailureKind.Refused, Refused),
        SalesforceErrorKind.NotFound => (FailureKind.Refused, Refused),
        SalesforceErrorKind.Locked or SalesforceErrorKind.Conflict or SalesforceErrorKind.Unavailable
            or SalesforceErrorKind.Unreachable or SalesforceErrorKind.Unsure => (FailureKind.Retry, Waits),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Nobody said what this failure means."),
    };

    public static DeliveryOutcome.Failed Outcome(SalesforceException failure) => new(
        Meaning(failure.Kind).Kind, failure.ErrorCode is { } code ? $"{code}: {failure.Message}" : failure.Message, failure.RetryAfter,
        Unsure: failure.Kind == SalesforceErrorKind.Unsure)
    {
        Code = string.Join(' ', [failure.ErrorCode ?? failure.Kind.ToString(), .. failure.Fields]),
    };

    /// <summary>What to leave out so that the log can be written all the same; null when that does not help.</summary>
    public static (List<string> LeftOut, string Problem)? WayOut(IReadOnlyDictionary<string, object?> fields, SalesforceException failure)
    {
        if (fields.ContainsKey("OwnerId") && IsAboutOwner(failure))
        {
            return (["OwnerId"], OwnerInactive);
        }

        var links = Links.Where(name => fields.GetValueOrDefault(name) is not null).ToList();
        var named = links.Where(failure.Fields.Contains).ToList();
        return links.Count > 0 && IsAboutLink(failure) ? (named.Count > 0 ? named : links, NotLinked) : null;
    }

    /// <summary>Whoever asks is refused for good: nobody can be looked up, but the log can be written.</summary>
    public static bool IsNoLookup(SalesforceException failure) =>
        failure.Kind is SalesforceErrorKind.Forbidden or SalesforceErrorKind.Invalid or SalesforceErrorKind.NotFound;

    private static bool IsAboutOwner(SalesforceException failure) =>
        failure.ErrorCode is "INACTIVE_OWNER_OR_USER" or "OP_WITH_INVALID_USER_TYPE_EXCEPTION" || failure.Fields.Contains("OwnerId");

    private static bool IsAboutLink(SalesforceException failure) =>
        failure.ErrorCode is "INVALID_CROSS_REFERENCE_KEY" or "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY" or "ENTITY_IS_DELETED"
            or "CANNOT_UPDATE_CONVERTED_LEAD" or "MALFORMED_ID" or "FIELD_INTEGRITY_EXCEPTION"
        && (failure.Fields.Count == 0 || failure.Fields.Any(Links.Contains));
}
