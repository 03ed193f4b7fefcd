using Tieline.Server.Audit;
using Tieline.Server.Storage;

namespace Tieline.Server.Doctor;

/// <summary>Writes what a check mends to the audit trail.</summary>
internal sealed class Mending(AuditTrail audit, GroupCommitWriter writer, Guid tenantId, Actor who, string check)
{
    /// <summary>What the trail calls it.</summary>
    public const string What = AuditKinds.Doctor;

    /// <summary>Who asked for it.</summary>
    public Actor Who => who;

    /// <summary>A change in a cloud: noted once it is made, for there is no transaction over both. What changes rows of ours has its entry from there.</summary>
    public Task NoteAsync(string done, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            (db, _) =>
            {
                audit.Note(db, tenantId, who, new AuditEvent(What, check, null, done));
                return Task.FromResult(true);
            },
            cancellationToken);
}
