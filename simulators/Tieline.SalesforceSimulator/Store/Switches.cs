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

    /// <summary>Reserved characters in a search term must be escaped; false takes them as spaces.</summary>
    public bool SearchNeedsEscapes { get; init; } = true;

    /// <summary>A version that is not offered is answered 410 GONE; false answers 404 UNSUPPORTED_API_VERSION.</summary>
    public bool UnsupportedVersionIsGone { get; init; }

    /// <summary>An account or contact that has cases cannot be deleted; false: the cases lose the link.</summary>
    public bool CasesKeepParents { get; init; } = true;

    /// <summary>Users, permission sets and the like are changed only by who may modify all data; false: by everybody.</summary>
    public bool SetupNeedsAdministrator { get; init; }

    /// <summary>Custom objects and fields are open only to whom a permission set opens them; false: to everybody.</summary>
    public bool CustomNeedsPermission { get; init; }
}
