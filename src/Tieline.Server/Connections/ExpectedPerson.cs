namespace Tieline.Server.Connections;

/// <summary>The Webex person whom an agent is expected to be.</summary>
/// <param name="AgentName">The agent's own name in Salesforce.</param>
/// <param name="PersonId">The bare uuid in lower case, when an administrator chose him; null when his address decides.</param>
/// <param name="PersonName">Of the person who was chosen.</param>
/// <param name="Emails">Addresses by which he may be known in Webex, the likeliest first; may be none.</param>
public sealed record ExpectedPerson(string AgentName, string? PersonId, string PersonName, IReadOnlyList<string> Emails)
{
    /// <summary>What to suggest on the cloud's page; null when nothing is known.</summary>
    public string? LoginHint => Emails.FirstOrDefault(email => email.Length > 0);

    /// <summary>Pure: whether the one who signed in is he.</summary>
    public bool Is(string personId, string email) =>
        PersonId is not null ? PersonId == personId : Emails.Contains(email, StringComparer.OrdinalIgnoreCase);
}
