using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.OAuth;

/// <summary>A live access token, as a request presents it. <paramref name="Expires"/> is null for a token that always works.</summary>
internal sealed record AccessToken(string Value, Person Person, string AppId, IReadOnlySet<string> Scopes, DateTimeOffset? Expires)
{
    /// <summary>
    /// A scope counts only while its person may still use it: an administrator's needs the role, one of meetings the licence.
    /// </summary>
    public bool Has(string scope) => Scopes.Contains(scope) && scope switch
    {
        _ when KnownScopes.NeedsAdmin(scope) => Person.IsAdmin || Person.IsServiceApp,
        _ when scope.StartsWith("meeting:", StringComparison.Ordinal) => Person.Has(License.Meetings),
        _ => true,
    };
}
