using System.Data.Common;
using System.Text.Json;
using Tieline.Server.Storage;

namespace Tieline.Server.CallLogging;

/// <summary>What became of a log, as read.</summary>
internal sealed record CallLogState(Guid? AgentId, CallLogMatch? Match, string? TaskId, CallLogFields? Written, string? Problem, string? ProblemDetail)
{
    public static CallLogState None { get; } = new(null, null, null, null, null, null);
}

/// <summary>The statements that read and write drafts and logs.</summary>
internal static class CallLogRows
{
    public const string SelectDraft =
        "SELECT subject, notes, who_id, who_name, what_id, what_name, disposition, is_linked, version FROM call_drafts " +
        "WHERE tenant_id = $1 AND call_session_id = $2 AND person_id = $3";

    public const string SelectLog =
        "SELECT agent_id, found, task_id, written, problem, problem_detail FROM call_logs WHERE tenant_id = $1 AND call_session_id = $2 AND person_id = $3";

    private const string SetFields =
        """
            subject = excluded.subject, disposition = excluded.disposition,
            who_id = CASE WHEN excluded.is_linked THEN excluded.who_id ELSE call_drafts.who_id END,
            who_name = CASE WHEN excluded.is_linked THEN excluded.who_name ELSE call_drafts.who_name END,
            what_id = CASE WHEN excluded.is_linked THEN excluded.what_id ELSE call_drafts.what_id END,
            what_name = CASE WHEN excluded.is_linked THEN excluded.what_name ELSE call_drafts.what_name END,
            is_linked = excluded.is_linked OR call_drafts.is_linked,
            version = call_drafts.version + 1, saved_at = excluded.saved_at
        """;

    private const string WriteDraft =
        $"""
        INSERT INTO call_drafts (tenant_id, call_session_id, person_id, subject, notes, who_id, who_name, what_id, what_name, disposition, is_linked, version, saved_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12)
        ON CONFLICT (tenant_id, call_session_id, person_id) DO UPDATE SET notes = excluded.notes, {SetFields}
        """;

    // All but the notes, which are typed and saved by another way meanwhile.
    private const string WriteFields =
        $"""
        INSERT INTO call_drafts (tenant_id, call_session_id, person_id, subject, notes, who_id, who_name, what_id, what_name, disposition, is_linked, version, saved_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12)
        ON CONFLICT (tenant_id, call_session_id, person_id) DO UPDATE SET {SetFields}
        """;

    private const string WriteNotes =
        """
        INSERT INTO call_drafts (tenant_id, call_session_id, person_id, notes, is_linked, version, saved_at) VALUES ($1, $2, $3, $4, FALSE, 1, $5)
        ON CONFLICT (tenant_id, call_session_id, person_id) DO UPDATE SET notes = excluded.notes, version = call_drafts.version + 1, saved_at = excluded.saved_at
        """;

    private const string WriteMatch =
        "INSERT INTO call_logs (tenant_id, call_session_id, person_id, agent_id, found) VALUES ($1, $2, $3, $4, $5) " +
        "ON CONFLICT (tenant_id, call_session_id, person_id) DO UPDATE SET found = excluded.found";

    private const string WriteTask =
        "INSERT INTO call_logs (tenant_id, call_session_id, person_id, agent_id, task_id, written, problem, problem_detail) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) " +
        "ON CONFLICT (tenant_id, call_session_id, person_id) DO UPDATE SET " +
        "task_id = excluded.task_id, written = excluded.written, problem = excluded.problem, problem_detail = excluded.problem_detail";

    public static Statement Draft(CallLogDraft draft, DateTimeOffset now, bool keepsNotes = false) => new(
        keepsNotes ? WriteFields : WriteDraft,
        [
            draft.TenantId, draft.CallSessionId, draft.PersonId, draft.Subject, draft.Notes, draft.WhoId, draft.WhoName, draft.WhatId, draft.WhatName,
            draft.Disposition, draft.LinkedBy == LinkedBy.Agent, Moment.ToMicroseconds(now),
        ]);

    public static Statement Notes(Guid tenantId, CallLogKey key, string notes, DateTimeOffset now) =>
        new(WriteNotes, [tenantId, key.CallSessionId, key.PersonId, notes, Moment.ToMicroseconds(now)]);

    public static Statement Match(Guid tenantId, CallLogKey key, Guid agentId, CallLogMatch match) =>
        new(WriteMatch, [tenantId, key.CallSessionId, key.PersonId, agentId, JsonSerializer.Serialize(match)]);

    public static Statement Task(Guid tenantId, CallLogKey key, Guid agentId, string? taskId, CallLogFields? written, string? problem, string? detail) =>
        new(WriteTask, [tenantId, key.CallSessionId, key.PersonId, agentId, taskId, written is null ? null : JsonSerializer.Serialize(written), problem, detail]);

    public static CallLogDraft ReadDraft(DbDataReader row, Guid tenantId, CallLogKey key) => new(tenantId, key.CallSessionId, key.PersonId)
    {
        Subject = row.GetStringOrNull(0), Notes = row.GetString(1), WhoId = row.GetStringOrNull(2), WhoName = row.GetStringOrNull(3),
        WhatId = row.GetStringOrNull(4), WhatName = row.GetStringOrNull(5), Disposition = row.GetStringOrNull(6),
        LinkedBy = row.GetBoolean(7) ? LinkedBy.Agent : LinkedBy.Nobody, Version = row.GetInt64(8),
    };

    public static CallLogState ReadLog(DbDataReader row) => new(
        row.GetIdOrNull(0), Read<CallLogMatch>(row.GetStringOrNull(1)), row.GetStringOrNull(2), Read<CallLogFields>(row.GetStringOrNull(3)),
        row.GetStringOrNull(4), row.GetStringOrNull(5));

    private static T? Read<T>(string? json)
        where T : class => json is null ? null : JsonSerializer.Deserialize<T>(json);
}
