namespace Tieline.Server.Intake;

/// <summary>The states are written as figures where a partial index on waiting entries is to be used.</summary>
internal static class InboxSql
{
    internal const string Append =
        """
        INSERT INTO inbox (id, tenant_id, subject, ordering_key, person_id, source, body, received_at, dedupe_key, state)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)
        ON CONFLICT (dedupe_key) DO NOTHING
        """;

    /// <summary>The same for many entries at once, on PostgreSQL. A repetition among them fails it, and each is tried alone: looking for what is rarely there costs as much as an index.</summary>
    internal const string AppendManyOnPostgreSql =
        """
        INSERT INTO inbox (id, tenant_id, subject, ordering_key, person_id, source, body, received_at, dedupe_key, state)
        SELECT *, 0 FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[], $8::bigint[], $9::bytea[])
        """;

    internal const string Done = "UPDATE inbox SET state = 1 WHERE id = $1 AND state = 0";

    internal const string Dead = "UPDATE inbox SET state = 2, reason = $2 WHERE id = $1 AND state = 0";

    /// <summary>How many ids <see cref="Waiting"/> takes; fewer are filled up with one of them.</summary>
    internal const int WaitingIds = 8;

    internal const string Waiting =
        """
        SELECT id, person_id, source, body, received_at FROM inbox
        WHERE state = 0 AND id IN ($1, $2, $3, $4, $5, $6, $7, $8)
        ORDER BY id
        """;

    internal const string LeftWaiting =
        "SELECT id, tenant_id, subject, ordering_key FROM inbox WHERE state = 0 AND id > $1 AND id < $2 ORDER BY id LIMIT 5000";

    /// <summary>Of those that happened before $1 (the beginning of a dedupe key) and came before $2.</summary>
    internal const string Prune =
        """
        DELETE FROM inbox WHERE dedupe_key IN (
            SELECT dedupe_key FROM inbox WHERE dedupe_key < $1 AND received_at < $2 AND state = $3 LIMIT 2000)
        """;
}
