namespace Tieline.Server.Users;

/// <summary>A person of the Webex org, as an administrator chooses among them.</summary>
/// <param name="Id">The bare uuid in lower case.</param>
public sealed record WebexPerson(string Id, string Name, string Email)
{
    /// <summary>How the audit trail names him.</summary>
    public string Subject => Email.Length > 0 ? $"{Name} <{Email}>" : Name;
}
