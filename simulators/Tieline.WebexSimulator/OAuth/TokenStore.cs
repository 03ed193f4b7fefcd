using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.People;
using Tieline.WebexSimulator.Time;

namespace Tieline.WebexSimulator.OAuth;

/// <summary>Codes, grants and tokens. Lifetimes run on the simulator's clock.</summary>
internal sealed class TokenStore(
    SimulatedClock clock, PeopleDirectory directory, ApplicationStore<Integration> integrations, ApplicationStore<ServiceApp> serviceApps, SeededDraws draws)
{
    public static readonly TimeSpan AccessLifetime = TimeSpan.FromDays(14);
    public static readonly TimeSpan RefreshLifetime = TimeSpan.FromDays(90);
    private readonly Dictionary<string, AuthorizationCode> codes = [];
    private readonly Dictionary<string, Grant> byRefreshToken = [];
    private readonly Dictionary<string, Grant> byAccessToken = [];

    public PortalTokens Portal { get; } = new(clock, directory);

    public List<DeviceRequest> Devices { get; } = [];

    public IReadOnlyCollection<Grant> Grants => byRefreshToken.Values;

    public AccessToken? Find(string value)
    {
        if (byAccessToken.TryGetValue(value, out var grant))
        {
            var expires = grant.AccessTokens[value];
            return expires > clock.Now && directory.Find(grant.PersonId) is { Profile.LoginEnabled: true } person && FindApplication(grant.ClientId) is { } application
                ? new AccessToken(value, person, application.AppId, new HashSet<string>(grant.Scopes), expires)
                : null;
        }

        return Portal.Find(value);
    }

    public Application? FindApplication(string? clientId) => (Application?)integrations.Find(clientId) ?? serviceApps.Find(clientId);

    /// <summary>True when the person has let an integration in and that consent still lives.</summary>
    public bool HasGranted(Person person) =>
        byRefreshToken.Values.Any(grant => grant.PersonId == person.Id && grant.RefreshExpires > clock.Now);

    public string NewCode(string clientId, Person person, string redirectUri, string[] scopes, string? challenge, TimeSpan lifetime)
    {
        foreach (var dead in codes.Values.Where(code => code.Expires <= clock.Now).ToList())
        {
            codes.Remove(dead.Code);
        }

        var code = new AuthorizationCode(NewSecret(), clientId, person.Id, redirectUri, scopes, challenge, clock.Now + lifetime);
        codes[code.Code] = code;
        return code.Code;
    }

    /// <summary>Takes the code out: whatever comes of it, it serves once.</summary>
    public AuthorizationCode? TakeCode(string code) =>
        codes.Remove(code, out var found) && found.Expires > clock.Now ? found : null;

    public Grant Open(string clientId, string personId, string[] scopes)
    {
        foreach (var dead in byRefreshToken.Values.Where(grant => grant.RefreshExpires <= clock.Now).ToList())
        {
            Revoke(dead);
        }

        var grant = new Grant
        {
            ClientId = clientId,
            PersonId = personId,
            Scopes = scopes,
            Created = clock.Now,
            RefreshToken = NewSecret(),
            RefreshExpires = clock.Now + RefreshLifetime,
        };
        byRefreshToken[grant.RefreshToken] = grant;
        return grant;
    }

    /// <summary>The application gives a token back: a refresh token ends the consent.</summary>
    public void GiveBack(string token)
    {
        if (byRefreshToken.TryGetValue(token, out var grant))
        {
            Revoke(grant);
            return;
        }

        Kill(token);
    }

    public PersonalToken NewPersonalToken(Person person)
    {
        var token = new PersonalToken(NewSecret(), person.Id, clock.Now + PersonalToken.Lifetime);
        Portal.Add(token);
        return token;
    }

    public Grant? FindGrant(string refreshToken) =>
        byRefreshToken.TryGetValue(refreshToken, out var grant) && grant.RefreshExpires > clock.Now
            && directory.Find(grant.PersonId) is { Profile.LoginEnabled: true } ? grant : null;

    /// <summary>A new access token of the grant; using the refresh token starts its 90 days anew.</summary>
    public string NewAccessToken(Grant grant)
    {
        foreach (var (dead, _) in grant.AccessTokens.Where(pair => pair.Value <= clock.Now).ToList())
        {
            grant.AccessTokens.Remove(dead);
            byAccessToken.Remove(dead);
        }

        var value = NewSecret();
        grant.AccessTokens[value] = clock.Now + AccessLifetime;
        grant.RefreshExpires = clock.Now + RefreshLifetime;
        byAccessToken[value] = grant;
        return value;
    }

    public void Load(Grant grant)
    {
        byRefreshToken[grant.RefreshToken] = grant;
        foreach (var value in grant.AccessTokens.Keys)
        {
            byAccessToken[value] = grant;
        }
    }

    /// <summary>Ends grants: of one person, or of all when <paramref name="personId"/> is null. Access tokens alone when asked so.</summary>
    public void Revoke(string? personId, bool accessTokensOnly)
    {
        Portal.Revoke(personId);
        foreach (var grant in byRefreshToken.Values.Where(grant => personId is null || grant.PersonId == personId).ToList())
        {
            Revoke(grant, accessTokensOnly);
        }
    }

    public void Revoke(Grant grant, bool accessTokensOnly = false)
    {
        foreach (var value in grant.AccessTokens.Keys)
        {
            byAccessToken.Remove(value);
        }

        grant.AccessTokens.Clear();
        if (!accessTokensOnly)
        {
            byRefreshToken.Remove(grant.RefreshToken);
        }
    }

    /// <summary>One access token dies at once; its grant lives on.</summary>
    public void Kill(string accessToken)
    {
        Portal.Kill(accessToken);
        if (byAccessToken.Remove(accessToken, out var grant))
        {
            grant.AccessTokens.Remove(accessToken);
        }
    }

    public void Clear()
    {
        codes.Clear();
        byRefreshToken.Clear();
        byAccessToken.Clear();
        Portal.Clear();
        Devices.Clear();
    }

    private string NewSecret() =>
        $"{Convert.ToBase64String(draws.Bytes(48)).TrimEnd('=').Replace('+', 'A').Replace('/', 'b')}_P0A1_{directory.OrganizationUuid}";
}
