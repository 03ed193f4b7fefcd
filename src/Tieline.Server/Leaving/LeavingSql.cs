namespace Tieline.Server.Leaving;

internal static class LeavingSql
{
    internal const string Prune = "DELETE FROM leavings WHERE finished_at < $1";

    // A panel or a console that was still open may write for a minute after everything of its tenant was deleted.
    internal const string PruneLateDrafts = "DELETE FROM call_drafts WHERE saved_at < $1 AND tenant_id IN (SELECT tenant_id FROM leavings WHERE finished_at IS NOT NULL)";
    internal const string PruneLateDeliveries = "DELETE FROM deliveries WHERE asked_at < $1 AND tenant_id IN (SELECT tenant_id FROM leavings WHERE finished_at IS NOT NULL)";
    internal const string PruneLateEntries = "DELETE FROM audit_entries WHERE at < $1 AND tenant_id IN (SELECT tenant_id FROM leavings WHERE finished_at IS NOT NULL)";
}
