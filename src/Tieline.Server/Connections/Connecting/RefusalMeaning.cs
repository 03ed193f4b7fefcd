using Tieline.Server.Connections.Tokens;

namespace Tieline.Server.Connections.Connecting;

/// <summary>What follows for a consent when its renewal is refused.</summary>
internal enum RefusalMeaning
{
    /// <summary>The cloud takes this consent no more: somebody signs in again.</summary>
    ConsentEnded,

    /// <summary>The app, the org, the user or this server is refused. Once that is mended the consent works again.</summary>
    Mendable,

    /// <summary>No word of the cloud's: a proxy or a gateway on the way said no.</summary>
    NotOurs,
}

/// <summary>Pure: reads from a refusal what it means for the consent. Only a refusal of the consent itself ends it: a mistyped secret must not sign everybody out.</summary>
internal static class RefusalMeanings
{
    private const string RefusedGrant = "invalid_grant";

    /// <param name="cloud">Of <see cref="Clouds"/>.</param>
    /// <param name="code">The cloud's word.</param>
    /// <param name="words">The cloud's sentence.</param>
    /// <param name="isTheirs">The cloud said it itself. Webex says many refusals without a word for them.</param>
    public static RefusalMeaning Of(string cloud, string? code, string? words, bool isTheirs) => cloud == Clouds.Webex
        ? Of(WebexRefusals.Read(code, words), code, isTheirs)
        : Of(SalesforceRefusals.Read(code, words), code, isTheirs);

    private static RefusalMeaning Of(WebexRefusal refusal, string? code, bool isTheirs) => refusal switch
    {
        WebexRefusal.TokenEnded or WebexRefusal.PersonalTokenEnded or WebexRefusal.NotAuthorized => RefusalMeaning.ConsentEnded,
        WebexRefusal.Unknown => OfUnknown(code, isTheirs),
        _ => RefusalMeaning.Mendable,
    };

    private static RefusalMeaning Of(SalesforceRefusal refusal, string? code, bool isTheirs) => refusal switch
    {
        SalesforceRefusal.TokenEnded => RefusalMeaning.ConsentEnded,
        SalesforceRefusal.Unknown => OfUnknown(code, isTheirs),
        _ => RefusalMeaning.Mendable,
    };

    // In words that are new it may be the consent or anything else: it shows, and a sign-in as well as a second try may heal it.
    private static RefusalMeaning OfUnknown(string? code, bool isTheirs) =>
        code == RefusedGrant ? RefusalMeaning.ConsentEnded : isTheirs ? RefusalMeaning.Mendable : RefusalMeaning.NotOurs;
}
