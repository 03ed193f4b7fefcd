using System.Text.RegularExpressions;

namespace Tieline.Server.Users;

/// <summary>A person of the Webex org, as an administrator chooses among them.</summary>
/// <param name="Id">The bare uuid in lower case.</param>
public sealed partial record WebexPerson(string Id, string Name, string Email)
{
    /// <summary>How the audit trail names him.</summary>
    public string Subject => Email.Length > 0 ? $"{Name} <{Email}>" : Name;

    /// <summary>How the trail keeps him where he may have to be put back: with his id.</summary>
    public string Kept => $"{Subject} ({Id})";

    /// <summary>Pure: reads what <see cref="Kept"/> wrote; null when his id is not in it any more, because he was erased.</summary>
    public static WebexPerson? Read(string kept) =>
        KeptForm().Match(kept) is { Success: true } parts ? new WebexPerson(parts.Groups["id"].Value, parts.Groups["name"].Value, parts.Groups["email"].Value) : null;

    [GeneratedRegex(@"^(?<name>.*?)( <(?<email>[^<>]+)>)? \((?<id>[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})\)$", RegexOptions.Singleline)]
    private static partial Regex KeptForm();
}
