using System.Data.Common;
using System.Text.Json;
using Tieline.Server.Storage;

namespace Tieline.Server.CallLogging;

/// <summary>The statements that read and write drafts and logs.</summary>
internal static class CallLogRows
{
    public const string SelectDraft =
        "SELECT subject, notes, who_id, who_name, what_id, what_name, disposition, is_linked, version, notes_version FROM call_drafts " +
        "WHERE tenant_id = $1 AND call_session_id = $2 AND person_id = $3";

    /// <summary>The calls with whose logs the agent has been done since then.</summary>
    public const string SelectDone = "SELECT call_session_id FROM call_drafts WHERE tenant_id = $1 AND person_id = $2 AND done_at > $3";

    public const string SelectLog =
        "SELECT agent_id, found, task_id, written, problem, problem_detail, sent, looks_wanted, looks_done, version FROM call_logs WHERE tenant_id = $1 AND call_session_id = $2 AND person_id = $3";

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

    // All but the notes, which are typed and saved by another way meanwhile.
    private const string WriteFields =
        $"""
        INSERT INTO call_drafts (tenant_id, call_session_id, person_id, subject, notes, who_id, who_name, what_id, what_name, disposition, is_linked, version, notes_version, saved_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, 0, $12)
        ON CONFLICT (tenant_id, call_session_id, person_id) DO UPDATE SET {SetFields}
        """;

    private const string WriteNotes =
        """
        INSERT INTO call_drafts (tenant_id, call_session_id, person_id, notes, is_linked, version, notes_version, saved_at) VALUES ($1, $2, $3, $4, FALSE, 1, 1, $5)
        ON CONFLICT (tenant_id, call_session_id, person_id) DO UPDATE SET
            notes = excluded.notes, notes_version = call_drafts.notes_version + 1, version = call_drafts.version + 1, saved_at = excluded.saved_at
        """;

    private const string WriteNotesOver = $"{WriteNotes} WHERE call_drafts.notes_version = $6";

    private const string WriteDone =
        """
        INSERT INTO call_drafts (tenant_id, call_session_id, person_id, notes, is_linked, version, notes_version, saved_at, done_at) VALUES ($1, $2, $3, '', FALSE, 0, 0, $4, $4)
        ON CONFLICT (tenant_id, call_session_id, person_id) DO UPDATE SET done_at = excluded.done_at
        """;

    // Who has the call is noted with its first change: later he may have signed out, or another may have his line.
    private const string WriteAgent =
        """
        INSERT INTO call_logs (tenant_id, call_session_id, person_id, agent_id, looks_wanted, looks_done, version)
        SELECT tenant_id, $2, person_id, agent_id, 0, 0, 0 FROM agents WHERE tenant_id = $1 AND person_id = $3
        ON CONFLICT (tenant_id, call_session_id, person_id) DO NOTHING
        """;

    private const string WriteMatch =
        "INSERT INTO call_logs (tenant_id, call_session_id, person_id, agent_id, found, looks_wanted, looks_done, version) VALUES ($1, $2, $3, $4, $5, 0, 0, 0) " +
        "ON CONFLICT (tenant_id, call_session_id, person_id) DO UPDATE SET found = excluded.found";

    private const string WriteState =
        """
        INSERT INTO call_logs (tenant_id, call_session_id, person_id, agent_id, task_id, written, problem, problem_detail, sent, looks_done, looks_wanted, version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 1)
        ON CONFLICT (tenant_id, call_session_id, person_id) DO UPDATE SET
            task_id = excluded.task_id, written = excluded.written, problem = excluded.problem, problem_detail = excluded.problem_detail,
            sent = excluded.sent, looks_done = excluded.looks_done, version = call_logs.version + 1
        WHERE call_logs.version = $11
        """;

    private const string WantLook =
        "UPDATE call_logs SET looks_wanted = looks_wanted + 1 WHERE tenant_id = $1 AND call_session_id = $2 AND person_id = $3";

    public static Statement Draft(CallLogDraft draft, DateTimeOffset now) => new(
        WriteFields,
        [
            draft.TenantId, draft.CallSessionId, draft.PersonId, draft.Subject, draft.Notes, draft.WhoId, draft.WhoName, draft.WhatId, draft.WhatName,
            draft.Disposition, draft.LinkedBy == LinkedBy.Agent, Moment.ToMicroseconds(now),
        ]);

    /// <param name="tenantId">Of the call.</param>
    /// <param name="key">Whose log of which call.</param>
    /// <param name="notes">All of them.</param>
    /// <param name="over">The version that may be replaced; any when null. No row is changed when another one stands there.</param>
    /// <param name="now">The time of saving.</param>
    public static Statement Notes(Guid tenantId, CallLogKey key, string notes, long? over, DateTimeOffset now) => over is { } version
        ? new(WriteNotesOver, [tenantId, key.CallSessionId, key.PersonId, notes, Moment.ToMicroseconds(now), version])
        : new(WriteNotes, [tenantId, key.CallSessionId, key.PersonId, notes, Moment.ToMicroseconds(now)]);

    public static Statement Done(Guid tenantId, CallLogKey key, DateTimeOffset now) =>
        new(WriteDone, [tenantId, key.CallSessionId, key.PersonId, Moment.ToMicroseconds(now)]);

    public static Statement Match(Guid tenantId, CallLogKey key, Guid agentId, CallLogMatch match) =>
        new(WriteMatch, [tenantId, key.CallSessionId, key.PersonId, agentId, JsonSerializer.Serialize(match)]);

    /// <summary>Notes whose call it is, unless that is noted already.</summary>
    public static Statement Agent(Guid tenantId, CallLogKey key) => new(WriteAgent, [tenantId, key.CallSessionId, key.PersonId]);

    /// <summary>Stores what became of a log; undone when somebody else stored it since <paramref name="state"/> was read.</summary>
    public static Statement State(Guid tenantId, CallLogKey key, Guid agentId, CallLogState state) => new(
        WriteState,
        [
            tenantId, key.CallSessionId, key.PersonId, agentId, state.TaskId, state.Written is null ? null : JsonSerializer.Serialize(state.Written),
            state.Problem, state.ProblemDetail, state.Sent.Count == 0 ? null : JsonSerializer.Serialize(state.Sent), state.LooksDone, state.Version,
        ],
        ExpectedRows: 1);

    /// <summary>Has the next delivery of the log look for a second Task.</summary>
    public static Statement Look(Guid tenantId, CallLogKey key) => new(WantLook, [tenantId, key.CallSessionId, key.PersonId]);

    public static CallLogDraft ReadDraft(DbDataReader row, Guid tenantId, CallLogKey key) => new(tenantId, key.CallSessionId, key.PersonId)
    {
        Subject = row.GetStringOrNull(0), Notes = row.GetString(1), WhoId = row.GetStringOrNull(2), WhoName = row.GetStringOrNull(3),
        WhatId = row.GetStringOrNull(4), WhatName = row.GetStringOrNull(5), Disposition = row.GetStringOrNull(6),
        LinkedBy = row.GetBoolean(7) ? LinkedBy.Agent : LinkedBy.Nobody, Version = row.GetInt64(8), NotesVersion = row.GetInt64(9),
    };

    public static CallLogState ReadLog(DbDataReader row) => new(
        row.GetIdOrNull(0), Read<CallLogMatch>(row.GetStringOrNull(1)), row.GetStringOrNull(2), Read<CallLogFields>(row.GetStringOrNull(3)),
        row.GetStringOrNull(4), row.GetStringOrNull(5), Read<List<SentText>>(row.GetStringOrNull(6)) ?? [], row.GetInt32(7), row.GetInt32(8), row.GetInt64(9));

    private static T? Read<T>(string? json)
        where T : class => json is null ? null : JsonSerializer.Deserialize<T>(json);
}
