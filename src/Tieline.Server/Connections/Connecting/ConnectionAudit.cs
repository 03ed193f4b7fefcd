using Tieline.Server.Audit;

namespace Tieline.Server.Connections.Connecting;

/// <summary>What the audit trail calls the deeds of whoever connects the clouds; the texts are <c>Audit.{word}</c>.</summary>
internal static class ConnectionAudit
{
    /// <summary>A tenant was made.</summary>
    public const string Tenant = AuditKinds.Tenant;

    /// <summary>A field of a tenant was changed.</summary>
    public const string Field = AuditKinds.Connection;

    /// <summary>A secret was changed; never which it is.</summary>
    public const string Secret = AuditKinds.Secret;

    /// <summary>A cloud lets us in.</summary>
    public const string Linked = AuditKinds.Linked;

    /// <summary>We gave a consent back.</summary>
    public const string Unlinked = AuditKinds.Unlinked;

    /// <summary>Webhooks were made, mended or proved.</summary>
    public const string Webhooks = AuditKinds.Webhooks;

    /// <summary>Subject of <see cref="Unlinked"/>: a Webex person signed in with another tenant, and is served there now.</summary>
    public const string MovedPerson = "webex.movedPerson";
}
