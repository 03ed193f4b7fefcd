namespace Tieline.SalesforceSimulator.Store;

/// <summary>What is said of the cloud from general knowledge and not from its documents, each with the strict side as default. The README lists them.</summary>
public sealed record Switches
{
    /// <summary>A task or event about a lead has no WhatId.</summary>
    public bool LeadTakesNoRelatedTo { get; init; } = true;

    /// <summary>A task or event cannot be put on a converted lead.</summary>
    public bool ConvertedLeadTakesNoActivity { get; init; } = true;

    /// <summary>The JWT bearer grant serves only users who have let the app in before.</summary>
    public bool JwtNeedsApproval { get; init; } = true;

    /// <summary>Who revokes a token that is not known (any more) is told <c>unsupported_token_type</c>; false: <c>invalid_token</c>.</summary>
    public bool UnknownTokenHasNoType { get; init; } = true;

    /// <summary>Reserved characters in a search term must be escaped; false takes them as spaces.</summary>
    public bool SearchNeedsEscapes { get; init; } = true;

    /// <summary>A query has at most 2 semi-joins, 20 child subqueries and 55 parent relationships; one on MetadataComponentDependency is as narrow as its page says.</summary>
    public bool QueryLimits { get; init; } = true;

    /// <summary>A user has at most ten open queries, the oldest is closed for an eleventh; false closes none before its time.</summary>
    public bool TenOpenQueriesPerUser { get; init; } = true;

    /// <summary>A version that is not offered is answered 410 GONE; false answers 404 UNSUPPORTED_API_VERSION.</summary>
    public bool UnsupportedVersionIsGone { get; init; }

    /// <summary>Five objects at most are selected for change events; false is an org that bought more.</summary>
    public bool FiveChangeDataObjects { get; init; } = true;

    /// <summary>An object's own topic exists only once the object is selected on the standard channel.</summary>
    public bool UnselectedObjectHasNoTopic { get; init; } = true;

    /// <summary>A subscription whose client asks for nothing more is ended after a while.</summary>
    public bool IdleSubscriptionEnds { get; init; } = true;

    /// <summary>A subscription does not outlive the session it was opened with.</summary>
    public bool SessionEndEndsSubscription { get; init; } = true;

    /// <summary>A warning fails a deployment that does not ask to ignore warnings; false lets it succeed.</summary>
    public bool WarningsFailDeployments { get; init; } = true;

    /// <summary>An account or contact that has cases cannot be deleted; false: the cases lose the link.</summary>
    public bool CasesKeepParents { get; init; } = true;

    /// <summary>Users, permission sets and the like are changed only by who may modify all data; false: by everybody.</summary>
    public bool SetupNeedsAdministrator { get; init; } = true;

    /// <summary>Permission sets, their groups and assignments are there only for who may view the setup or assign them; false: for everybody.</summary>
    public bool PermissionSetsNeedViewSetup { get; init; } = true;

    /// <summary>The org has user access policies, and with them <c>PermissionSetAssignment.IsRevoked</c>.</summary>
    public bool UserAccessPolicies { get; init; }

    /// <summary>Custom objects and fields are open only to whom a permission set opens them; false: to everybody.</summary>
    public bool CustomNeedsPermission { get; init; } = true;

    /// <summary>A frozen user's sessions end; false: he only cannot sign in anew.</summary>
    public bool FrozenUserHasNoSession { get; init; } = true;

    /// <summary>Who has the permission API Only User signs in on no page, an app's included; false: he does.</summary>
    public bool ApiOnlyUsersSeeNoPage { get; init; } = true;

    /// <summary>An app that the org has not installed is let in only by who may approve such apps; false: by everybody.</summary>
    public bool UninstalledAppsAreBlocked { get; init; } = true;

    /// <summary>Tasks are about several contacts (TaskWhoIds, TaskRelation), a setting of the org.</summary>
    public bool SharedActivities { get; init; }

    /// <summary>A bulk job takes 100 MB of data; false takes 150 MB, which is what 100 MB may become on their way.</summary>
    public bool BulkTakes100Megabytes { get; init; } = true;
}
