using Tieline.Server.Storage;

namespace Tieline.Server.CallLogging;

/// <summary>
/// A call and its log go together, 90 days after its end; the Task in Salesforce stays. A call whose log Salesforce does not show yet is kept for as long
/// as that is tried. In this order: the log and its draft, then the agent's call, then the session that no agent's call is left of.
/// </summary>
internal static class CallRetention
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private const string Old =
        """
        FROM call_legs AS old WHERE old.ended_at < $1 AND NOT EXISTS (
            SELECT 1 FROM deliveries AS owed WHERE owed.tenant_id = old.tenant_id AND owed.kind = 'call-log'
            AND owed.delivery_key = 'webex:' || old.call_session_id || ':' || old.person_id AND owed.state < 2)
        """;

    private const string Logs =
        $"""
        DELETE FROM call_logs WHERE (tenant_id, call_session_id, person_id) IN (
            SELECT old.tenant_id, old.call_session_id, old.person_id {Old} AND EXISTS (
                SELECT 1 FROM call_logs AS log
                WHERE log.tenant_id = old.tenant_id AND log.call_session_id = old.call_session_id AND log.person_id = old.person_id) LIMIT 500)
        """;

    private const string Drafts =
        $"""
        DELETE FROM call_drafts WHERE (tenant_id, call_session_id, person_id) IN (
            SELECT old.tenant_id, old.call_session_id, old.person_id {Old} AND EXISTS (
                SELECT 1 FROM call_drafts AS draft
                WHERE draft.tenant_id = old.tenant_id AND draft.call_session_id = old.call_session_id AND draft.person_id = old.person_id) LIMIT 500)
        """;

    private const string Legs =
        $"""
        DELETE FROM call_legs WHERE (tenant_id, call_session_id, person_id) IN (
            SELECT old.tenant_id, old.call_session_id, old.person_id {Old} AND NOT EXISTS (
                SELECT 1 FROM call_logs AS log
                WHERE log.tenant_id = old.tenant_id AND log.call_session_id = old.call_session_id AND log.person_id = old.person_id) LIMIT 500)
        """;

    private const string Sessions =
        """
        DELETE FROM call_sessions WHERE (tenant_id, call_session_id) IN (
            SELECT old.tenant_id, old.call_session_id FROM call_sessions AS old WHERE old.check_at IS NULL AND old.heard_at < $1 AND NOT EXISTS (
                SELECT 1 FROM call_legs AS leg WHERE leg.tenant_id = old.tenant_id AND leg.call_session_id = old.call_session_id) LIMIT 500)
        """;

    public static IReadOnlyList<Retention> Rules =>
        [new("call logs", Kept, Logs), new("call drafts", Kept, Drafts), new("calls of agents", Kept, Legs), new("call sessions", Kept, Sessions)];
}
