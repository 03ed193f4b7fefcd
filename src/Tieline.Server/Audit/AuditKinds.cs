namespace Tieline.Server.Audit;

/// <summary>The sorts of entries; the texts are <c>Audit.{name}</c>. The trail takes no other, so that none is without its text and its answer about undo.</summary>
public static class AuditKinds
{
    public const string Setting = "setting";
    public const string Role = "role";
    public const string Person = "person";
    public const string Served = "served";
    public const string SignedOut = "signedOut";
    public const string Connection = "connection";
    public const string Secret = "secret";
    public const string Tenant = "tenant";
    public const string Linked = "linked";
    public const string Unlinked = "unlinked";
    public const string Webhooks = "webhooks";
    public const string LaunchKey = "launchKey";
    public const string Delivery = "delivery";
    public const string Doctor = "doctor";
    public const string Leaving = "leaving";
    public const string Erasure = "erasure";

    public static readonly IReadOnlyList<string> All =
    [
        Setting, Role, Person, Served, SignedOut, Connection, Secret, Tenant, Linked, Unlinked, Webhooks, LaunchKey, Delivery, Doctor, Leaving, Erasure,
    ];
}
