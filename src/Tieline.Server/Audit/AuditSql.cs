namespace Tieline.Server.Audit;

internal static class AuditSql
{
    private const string Select =
        """
        SELECT entry_id, at, who, who_id, what, subject, before, after, undo_of,
            EXISTS (SELECT 1 FROM audit_entries AS undo WHERE undo.tenant_id = audit_entries.tenant_id AND undo.undo_of = audit_entries.entry_id)
        FROM audit_entries WHERE tenant_id = $1
        """;

    internal const string Newest = $"{Select} ORDER BY entry_id DESC LIMIT $2";

    internal const string Older = $"{Select} AND entry_id < $2 ORDER BY entry_id DESC LIMIT $3";

    internal const string Find = $"{Select} AND entry_id = $2";
}
