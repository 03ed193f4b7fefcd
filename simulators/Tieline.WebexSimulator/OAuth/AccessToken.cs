using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.OAuth;

/// <summary>A live access token, as a request presents it. <paramref name="Expires"/> is null for a token that always works.</summary>
internal sealed record AccessToken(string Value, Person Person, string AppId, IReadOnlySet<string> Scopes, DateTimeOffset? Expires)
{
    public bool Has(string scope) => Scopes.Contains(scope);
}
