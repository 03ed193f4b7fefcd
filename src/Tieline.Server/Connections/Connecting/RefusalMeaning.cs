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
    public static RefusalMeaning Of(string cloud, string? code, string? words) => cloud == Clouds.Webex
        ? Of(WebexRefusals.Read(code, words), code)
        : Of(SalesforceRefusals.Read(code, words), code);

    private static RefusalMeaning Of(WebexRefusal refusal, string? code) => refusal switch
    {
        WebexRefusal.TokenEnded or WebexRefusal.PersonalTokenEnded or WebexRefusal.NotAuthorized => RefusalMeaning.ConsentEnded,
        WebexRefusal.Unknown => OfUnknown(code),
        _ => RefusalMeaning.Mendable,
    };

    private static RefusalMeaning Of(SalesforceRefusal refusal, string? code) => refusal switch
    {
        SalesforceRefusal.TokenEnded => RefusalMeaning.ConsentEnded,
        SalesforceRefusal.Unknown => OfUnknown(code),
        _ => RefusalMeaning.Mendable,
    };

    private static RefusalMeaning OfUnknown(string? code) => code switch
    {
        RefusedGrant => RefusalMeaning.ConsentEnded,
        null or "" => RefusalMeaning.NotOurs,
        _ => RefusalMeaning.Mendable,
    };
}
