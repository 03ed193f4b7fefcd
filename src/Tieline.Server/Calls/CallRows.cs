using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tieline.Server.Storage;

namespace Tieline.Server.Calls;

/// <summary>The statements that read and write calls.</summary>
internal static class CallRows
{
    public const string SelectSession = "SELECT version, legs, heard_at FROM call_sessions WHERE tenant_id = $1 AND call_session_id = $2";

    public const string SelectDue =
        "SELECT tenant_id, call_session_id, version, legs, heard_at FROM call_sessions WHERE check_at <= $1 ORDER BY check_at LIMIT 200";

    public const string SelectLeg = "SELECT seen FROM call_legs WHERE tenant_id = $1 AND call_session_id = $2 AND person_id = $3";

    public const string SelectActive = "SELECT seen FROM call_legs WHERE tenant_id = $1 AND person_id = $2 AND ended_at IS NULL ORDER BY started_at";

    public const string SelectRecent = "SELECT seen FROM call_legs WHERE tenant_id = $1 AND person_id = $2 ORDER BY started_at DESC LIMIT $3";

    private const string InsertSession =
        "INSERT INTO call_sessions (tenant_id, call_session_id, version, legs, heard_at, check_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";

    private const string UpdateSession =
        "UPDATE call_sessions SET version = $3, legs = $4, heard_at = $5, check_at = $6 WHERE tenant_id = $1 AND call_session_id = $2 AND version = $3 - 1";

    private const string PostponeCheck =
        "UPDATE call_sessions SET check_at = $3 WHERE tenant_id = $1 AND call_session_id = $2 AND version = $4 AND check_at <= $5";

    private const string WriteLeg =
        "INSERT INTO call_legs (tenant_id, call_session_id, person_id, started_at, ended_at, seen) VALUES ($1, $2, $3, $4, $5, $6) " +
        "ON CONFLICT (tenant_id, call_session_id, person_id) DO UPDATE SET started_at = excluded.started_at, ended_at = excluded.ended_at, seen = excluded.seen";

    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Writes version n over version n - 1 and nothing else: another row count means that somebody else wrote first.</summary>
    public static Statement Write(CallSession session, DateTimeOffset heardAt, DateTimeOffset? checkAt) => new(
        session.Version == 1 ? InsertSession : UpdateSession,
        [
            session.TenantId, session.CallSessionId, session.Version, JsonSerializer.SerializeToUtf8Bytes(session.Legs, Json),
            Moment.ToMicroseconds(heardAt), checkAt is { } at ? Moment.ToMicroseconds(at) : null,
        ],
        ExpectedRows: 1);

    public static Statement Write(CallView view) => new(
        WriteLeg,
        [
            view.TenantId, view.CallSessionId, view.PersonId, Moment.ToMicroseconds(view.StartedAt),
            view.EndedAt is { } ended ? Moment.ToMicroseconds(ended) : null, JsonSerializer.SerializeToUtf8Bytes(view, Json),
        ],
        ExpectedRows: 1);

    /// <summary>Sets the next check of a call that is due; changes no row when another server did or the call changed.</summary>
    public static Statement Postpone(CallSession session, DateTimeOffset dueBefore, DateTimeOffset checkAt) => new(
        PostponeCheck, [session.TenantId, session.CallSessionId, Moment.ToMicroseconds(checkAt), session.Version, Moment.ToMicroseconds(dueBefore)]);

    public static CallSession ReadSession(DbDataReader row, Guid tenantId, string callSessionId, int firstColumn = 0) => new(tenantId, callSessionId)
    {
        Version = row.GetInt64(firstColumn),
        Legs = JsonSerializer.Deserialize<List<CallLeg>>(row.GetBytes(firstColumn + 1), Json) ?? [],
    };

    public static CallView ReadView(DbDataReader row) =>
        JsonSerializer.Deserialize<CallView>(row.GetBytes(0), Json) ?? throw new InvalidDataException("A row of call_legs holds no call.");
}
