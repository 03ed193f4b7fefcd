using Tieline.Server.CallerMatching;

namespace Tieline.Server.CallLogging;

/// <summary>Pure: what a log is linked to when the agent picks or drops a record.</summary>
internal static class CallLogLinks
{
    /// <summary>
    /// A person (Contact, Lead) goes to the name, anything else to the relation. A Lead stands alone: Salesforce refuses it together with a relation.
    /// https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_task.htm
    /// </summary>
    public static CallLogDraft LinkTo(this CallLogDraft draft, string objectName, string recordId, string name) => objectName switch
    {
        "Lead" => draft with { WhoId = recordId, WhoName = name, WhatId = null, WhatName = null, LinkedBy = LinkedBy.Agent },
        "Contact" => draft with { WhoId = recordId, WhoName = name, LinkedBy = LinkedBy.Agent },
        _ when IsLead(draft.WhoId) => draft with { WhoId = null, WhoName = null, WhatId = recordId, WhatName = name, LinkedBy = LinkedBy.Agent },
        _ => draft with { WhatId = recordId, WhatName = name, LinkedBy = LinkedBy.Agent },
    };

    public static CallLogDraft LinkTo(this CallLogDraft draft, CallerCandidate candidate) =>
        draft.LinkTo(candidate.ObjectName, candidate.RecordId, candidate.Name);

    public static CallLogDraft WithoutWho(this CallLogDraft draft) => draft with { WhoId = null, WhoName = null, LinkedBy = LinkedBy.Agent };

    public static CallLogDraft WithoutWhat(this CallLogDraft draft) => draft with { WhatId = null, WhatName = null, LinkedBy = LinkedBy.Agent };

    /// <summary>The object behind a standard record id, by its first three characters; null for others.</summary>
    public static string? ObjectOf(string? recordId) => recordId is { Length: >= 15 } ? recordId[..3] switch
    {
        "003" => "Contact",
        "00Q" => "Lead",
        "001" => "Account",
        "006" => "Opportunity",
        "500" => "Case",
        "005" => "User",
        "00T" => "Task",
        _ => null,
    } : null;

    private static bool IsLead(string? recordId) => ObjectOf(recordId) == "Lead";
}
