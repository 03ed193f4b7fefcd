namespace Tieline.Server.Users;

/// <summary>Pure: by which addresses a Salesforce user is looked for among the Webex people.</summary>
internal static class PersonMatching
{
    private const string Sandbox = ".invalid";

    /// <summary>A sandbox writes <c>.invalid</c> behind every e-mail.</summary>
    public static string WithoutSandbox(string email) => email.EndsWith(Sandbox, StringComparison.OrdinalIgnoreCase) ? email[..^Sandbox.Length] : email;

    /// <summary>The address as a sandbox writes it, and without that.</summary>
    public static IReadOnlyList<string> Spellings(string email) => [WithoutSandbox(email) + Sandbox, WithoutSandbox(email)];

    /// <summary>A user with this e-mail and federation identifier is looked for by this address.</summary>
    public static bool IsLookedForBy(string address, string matchBy, string email, string federationId) =>
        Addresses(matchBy, email, federationId).Contains(WithoutSandbox(address.Trim()), StringComparer.OrdinalIgnoreCase);

    /// <summary>The likeliest first; none when the user has no such address.</summary>
    /// <param name="matchBy">Of the setting <see cref="PeopleSettings.MatchBy"/>.</param>
    /// <param name="email">As Salesforce has it.</param>
    /// <param name="federationId">Counts when it is an address, as with most identity providers: Webex people have no other identifier that is shared.</param>
    public static IReadOnlyList<string> Addresses(string matchBy, string email, string federationId)
    {
        string[] wanted = matchBy switch
        {
            "federationId" => [federationId],
            "either" => [email, federationId],
            _ => [email],
        };
        return [.. wanted.Select(address => WithoutSandbox(address.Trim())).Where(address => address.Contains('@')).Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}
