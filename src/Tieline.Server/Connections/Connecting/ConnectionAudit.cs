namespace Tieline.Server.Connections.Connecting;

/// <summary>What the audit trail calls the deeds of whoever connects the clouds; the texts are <c>Audit.{word}</c>.</summary>
internal static class ConnectionAudit
{
    /// <summary>A tenant was made.</summary>
    public const string Tenant = "tenant";

    /// <summary>A field of a tenant was changed.</summary>
    public const string Field = "connection";

    /// <summary>A secret was changed; never which it is.</summary>
    public const string Secret = "secret";

    /// <summary>A cloud lets us in.</summary>
    public const string Linked = "linked";

    /// <summary>We gave a consent back.</summary>
    public const string Unlinked = "unlinked";

    /// <summary>Webhooks were made, mended or proved.</summary>
    public const string Webhooks = "webhooks";

    /// <summary>Subject of <see cref="Unlinked"/>: a Webex person signed in with another tenant, and is served there now.</summary>
    public const string MovedPerson = "webex.movedPerson";

    /// <summary>All of them, for the test of the texts.</summary>
    public static readonly string[] All = [Tenant, Field, Secret, Linked, Unlinked, Webhooks];
}
