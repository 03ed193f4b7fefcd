namespace Tieline.Webex;

/// <summary>Someone at the other end of a call, or on its way here.</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/get-call-details">Get call details</a>.</remarks>
public sealed record Party
{
    /// <summary>Name as the network shows it; null when withheld or unknown.</summary>
    public string? Name { get; init; }

    /// <summary>Digits, E.164 with or without plus, an extension, or a SIP address; null when withheld or unknown.</summary>
    public string? Number { get; init; }

    /// <summary>The person's id when the party is a colleague.</summary>
    public string? PersonId { get; init; }

    /// <summary>The workspace's id when the party is a workspace.</summary>
    public string? PlaceId { get; init; }

    /// <summary>The party wishes not to be known: show neither name nor number, even when they are given.</summary>
    public bool PrivacyEnabled { get; init; }

    /// <summary>From where it speaks.</summary>
    public PartyKind CallType { get; init; }
}

/// <summary>One step by which a call was led here. Only given while the call is alerting, the latest first.</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/get-call-details">Get call details</a>.</remarks>
public sealed record Redirection
{
    /// <summary>Why.</summary>
    public RedirectionReason Reason { get; init; }

    /// <summary>Who led it on; for a hunt group or a queue, that group or queue.</summary>
    public Party? RedirectingParty { get; init; }
}

/// <summary>A call that came back, for instance because nobody fetched it where it was parked.</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/get-call-details">Get call details</a>.</remarks>
public sealed record Recall
{
    /// <summary>From where it came back; <c>park</c> is the only known word.</summary>
    public string? Type { get; init; }

    /// <summary>Where it was parked.</summary>
    public Party? Party { get; init; }
}
