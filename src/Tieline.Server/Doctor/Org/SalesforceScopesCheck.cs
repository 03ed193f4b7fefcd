using Tieline.Server.Connections.SignIn;
using Tieline.Server.Connections.Tokens;

namespace Tieline.Server.Doctor.Org;

/// <summary>The integration user's consent has the scopes that Tieline asks for, and none beyond.</summary>
internal sealed class SalesforceScopesCheck(GrantStore grants) : ICheck
{
    public Mender Who => Mender.Salesforce;

    public IReadOnlyList<string> Says { get; } = ["Refused", "Missing", "TooMany", "NotSaid"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var access = await on.OrgAsync(cancellationToken);
        if (access.Client is null && access.Cause == OrgCause.SalesforceScopes)
        {
            return access.Judge(OrgCause.SalesforceScopes);
        }

        var key = GrantKey.Integration(on.Tenant.Id);
        return (await grants.StandingsAsync(on.Tenant.Id, Clouds.Salesforce, cancellationToken)).FirstOrDefault(one => one.Key == key) is { } grant
            ? Judge(grant.Scope)
            : throw new BlockedException(OrgCause.SignIn, "");
    }

    /// <summary>Pure. Salesforce has two words for the refresh token.</summary>
    internal static Finding Judge(string granted)
    {
        if (granted.Length == 0)
        {
            return Finding.Unknown("NotSaid").With("scope: not told");
        }

        var scopes = granted.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(scope => scope == "offline_access" ? "refresh_token" : scope).ToHashSet();
        var missing = SalesforceSignIn.Scopes.Where(scope => !scopes.Contains(scope) && !(scopes.Contains("full") && scope != "refresh_token")).ToList();
        var extra = scopes.Except(SalesforceSignIn.Scopes).Order(StringComparer.Ordinal).ToList();
        return (missing.Count > 0 ? Finding.Broken("Missing", string.Join(", ", missing))
            : extra.Count > 0 ? Finding.Warning("TooMany", string.Join(", ", extra))
            : Finding.Well(string.Join(", ", SalesforceSignIn.Scopes))).With($"scope: {granted}");
    }
}
