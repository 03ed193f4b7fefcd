namespace Tieline.Server.Connections.Tokens;

/// <summary>Whose consent it is. Its text is the key of the grain that alone refreshes the tokens.</summary>
/// <param name="Cloud"><see cref="Clouds.Salesforce"/> or <see cref="Clouds.Webex"/>.</param>
/// <param name="Subject"><c>integration</c>, an agent's id, a Webex person's uuid, <c>service-app</c>, or <c>personal-token</c> for one that was pasted and is not used yet.</param>
public readonly record struct GrantKey(Guid TenantId, string Cloud, string Subject)
{
    public static GrantKey Integration(Guid tenantId) => new(tenantId, Clouds.Salesforce, "integration");

    public static GrantKey Agent(Guid tenantId, Guid agentId) => new(tenantId, Clouds.Salesforce, agentId.ToString("N"));

    public static GrantKey Person(Guid tenantId, string personId) => new(tenantId, Clouds.Webex, personId);

    public static GrantKey ServiceApp(Guid tenantId) => new(tenantId, Clouds.Webex, ServiceAppSubject);

    public static GrantKey PersonalToken(Guid tenantId) => new(tenantId, Clouds.Webex, PersonalTokenSubject);

    /// <summary>No consent: of the Webex integration itself, of which only a refusal is kept.</summary>
    internal static GrantKey WebexIntegration(Guid tenantId) => new(tenantId, Clouds.Webex, "integration");

    internal const string ServiceAppSubject = "service-app";

    private const string PersonalTokenSubject = "personal-token";

    /// <summary>The consent of a person of Webex, and not of what stands beside them.</summary>
    public bool IsPerson => Cloud == Clouds.Webex && Subject is not (ServiceAppSubject or PersonalTokenSubject);

    public static GrantKey Parse(string text)
    {
        var parts = text.Split('/', 3);
        return new GrantKey(Guid.ParseExact(parts[0], "N"), parts[1], parts[2]);
    }

    public override string ToString() => $"{TenantId:N}/{Cloud}/{Subject}";
}

/// <summary>The names of the two clouds in keys, routes and news.</summary>
public static class Clouds
{
    public const string Salesforce = "salesforce";
    public const string Webex = "webex";
}
