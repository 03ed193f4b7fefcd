using Tieline.Server.Audit;

namespace Tieline.Server.Deliveries;

/// <summary>How the audit trail names a delivery: its kind, a space, its key.</summary>
internal sealed record DeliverySubject(string Kind, string Key)
{
    public override string ToString() => $"{Kind} {Key}";

    /// <summary>Pure: null for a text that is none, or no longer: whom the key told of was erased.</summary>
    public static DeliverySubject? Read(string subject) =>
        subject.Split(' ', 2) is [{ Length: > 0 } kind, { Length: > 0 } key] && !key.Contains(AuditEvent.Erased, StringComparison.Ordinal) ? new DeliverySubject(kind, key) : null;
}
