using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.People;
using Tieline.WebexSimulator.Time;

namespace Tieline.WebexSimulator.OAuth;

/// <summary>The tokens that no consent stands behind: personal ones of the developer portal, those of bots, those of the control doors.</summary>
internal sealed class PortalTokens(SimulatedClock clock, PeopleDirectory directory)
{
    private static readonly string AppId = HydraId.Of("APPLICATION", "C" + new string('0', 64));
    private static readonly HashSet<string> OfUser = [.. KnownScopes.User];
    private static readonly HashSet<string> OfAdmin = [.. KnownScopes.User, .. KnownScopes.Admin];
    private static readonly HashSet<string> OfBot = [.. KnownScopes.Bot];
    private readonly Dictionary<string, PersonalToken> personal = [];
    private readonly Dictionary<string, string> always = [];

    public IReadOnlyCollection<PersonalToken> Personal => personal.Values;

    public AccessToken? Find(string value)
    {
        if (personal.TryGetValue(value, out var token))
        {
            return token.Expires > clock.Now && directory.Find(token.PersonId) is { Profile.LoginEnabled: true } holder ? Of(value, holder, token.Expires) : null;
        }

        var person = always.TryGetValue(value, out var id) ? directory.Find(id) : directory.People.FirstOrDefault(person => person.ControlToken == value);
        if (person is not { Profile.LoginEnabled: true } || person.ControlToken != value)
        {
            always.Remove(value);
            return null;
        }

        always[value] = person.Id;
        return Of(value, person, null);
    }

    public void Add(PersonalToken token)
    {
        foreach (var dead in personal.Values.Where(other => other.Expires <= clock.Now).ToList())
        {
            personal.Remove(dead.Value);
        }

        personal[token.Value] = token;
    }

    /// <summary>Ends the personal tokens of one person, or of all.</summary>
    public void Revoke(string? personId)
    {
        foreach (var token in personal.Values.Where(token => personId is null || token.PersonId == personId).ToList())
        {
            personal.Remove(token.Value);
        }
    }

    public void Kill(string value) => personal.Remove(value);

    public void Clear()
    {
        personal.Clear();
        always.Clear();
    }

    private static AccessToken Of(string value, Person person, DateTimeOffset? expires) =>
        new(value, person, AppId, person.IsBot ? OfBot : person.IsAdmin ? OfAdmin : OfUser, expires);
}
