using Tieline.Server.Audit;
using Tieline.Server.Storage;

namespace Tieline.Server.Doctor;

/// <summary>Writes what a check mends to the audit trail.</summary>
internal sealed class Mending(AuditTrail audit, GroupCommitWriter writer, Guid tenantId, Actor who, string check)
{
    /// <summary>What the trail calls it.</summary>
    public const string What = "doctor";

    /// <summary>Who asked for it.</summary>
    public Actor Who => who;

    /// <summary>A change of ours: noted in its own transaction.</summary>
    public void Note(TielineDb db, string done) => audit.Note(db, tenantId, who, new AuditEvent(What, check, null, done));

    /// <summary>A change in a cloud: noted once it is made, for there is no transaction over both.</summary>
    public Task NoteAsync(string done, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            (db, _) =>
            {
                Note(db, done);
                return Task.FromResult(true);
            },
            cancellationToken);
}
