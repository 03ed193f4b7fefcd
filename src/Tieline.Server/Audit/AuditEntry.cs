namespace Tieline.Server.Audit;

/// <summary>What an administrator did, as the trail keeps it. Secrets are never in it: there it says that one was changed.</summary>
/// <param name="IsUndone">A later entry took it back.</param>
public sealed record AuditEntry(Guid Id, DateTimeOffset At, Actor Who, AuditEvent Event, bool IsUndone);

/// <summary>Who did it.</summary>
/// <param name="Name">As people know him: a user's name, or "admin key".</param>
/// <param name="Id">The Salesforce user's id; empty for whoever holds the admin key.</param>
public sealed record Actor(string Name, string Id)
{
    /// <summary>Whoever holds the admin key.</summary>
    public static readonly Actor AdminKey = new("admin key", "");

    /// <summary>A file of settings that was applied.</summary>
    public static readonly Actor ConfigFile = new("config file", "");
}

/// <summary>A change.</summary>
/// <param name="What">Its sort, such as <c>setting</c>; the text is <c>Audit.{What}</c>.</param>
/// <param name="Subject">What was changed.</param>
/// <param name="Before">Null: there was nothing.</param>
/// <param name="After">Null: there is nothing now.</param>
/// <param name="UndoOf">The entry that this one takes back.</param>
public sealed record AuditEvent(string What, string Subject, string? Before, string? After, Guid? UndoOf = null)
{
    /// <summary>Stands in an entry in place of whatever told who somebody was whose data was erased.</summary>
    public const string Erased = "erased";
}
