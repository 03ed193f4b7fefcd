using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.OAuth;

/// <summary>Codes that wait for their exchange.</summary>
public sealed class AuthorizationCodes(SalesforceOrg org)
{
    /// <summary>How long a code that nobody redeemed is known to have expired.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromHours(1);
    private readonly Lock gate = new();
    private readonly Dictionary<string, AuthorizationCode> codes = new(StringComparer.Ordinal);

    public AuthorizationCode Issue(AuthorizationCode template)
    {
        var (code, now) = (template with { Code = "aPrx" + org.Random.Text("code", 60) }, org.Clock.Now);
        lock (gate)
        {
            foreach (var forgotten in codes.Values.Where(c => c.ExpiresAt + Memory <= now).ToList()) codes.Remove(forgotten.Code);
            codes[code.Code] = code;
        }

        return code;
    }

    /// <summary>Takes a code out: it serves once.</summary>
    public AuthorizationCode? Redeem(string? code) { lock (gate) return code is not null && codes.Remove(code, out var found) ? found : null; }

    public void Clear() { lock (gate) codes.Clear(); }
}
