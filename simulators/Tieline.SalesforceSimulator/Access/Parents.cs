using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Access;

/// <summary>Which records a record takes its access from.</summary>
internal static class Parents
{
    /// <summary>The object whose permissions also stand for this one's; null: it has its own.</summary>
    public static string? Controlling(string objectName) => objectName switch
    {
        "CampaignMember" or "CampaignMemberStatus" => "Campaign",
        "OpportunityContactRole" => "Opportunity",
        _ when objectName.EndsWith("Share", StringComparison.Ordinal) => objectName[..^"Share".Length],
        _ => null,
    };

    /// <summary>The fields that name the records above one, for objects that are controlled by their parent.</summary>
    public static IEnumerable<string> Fields(ObjectDefinition definition) => definition.Name switch
    {
        "Task" or "Event" => ["WhoId", "WhatId"],
        "Contact" => ["AccountId"],
        _ when Controlling(definition.Name) is { } parent => [parent + "Id"],
        _ => definition.Fields.Where(f => f.MasterDetail || (f.CascadeDelete && !f.Custom)).Take(1).Select(f => f.Name),
    };
}
