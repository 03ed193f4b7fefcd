namespace Tieline.Server.Deliveries;

/// <summary>States as figures: 0 waiting, 1 sending, 2 settled, 3 dead. Failure kinds: 0 retry, 1 needs admin, 2 refused, 3 give up.</summary>
internal static class DeliverySql
{
    private const string ThisDelivery = "tenant_id = $1 AND kind = $2 AND delivery_key = $3";

    /// <summary>
    /// While it is being sent only the revision rises. While the cloud is failing, or an admin is needed, it keeps the later of both times:
    /// a change must not hurry a cloud that is down. Otherwise the earlier one, so that a run of changes cannot put it off for ever.
    /// </summary>
    internal const string Ask =
        """
        INSERT INTO deliveries (
            tenant_id, kind, delivery_key, revision, delivered_revision, payload, state, due_at, asked_due_at,
            attempt, attempt_revision, failures, unsure, asked_at, version)
        VALUES ($1, $2, $3, 1, 0, $4, 0, $5, $5, 0, 0, 0, FALSE, $6, 1)
        ON CONFLICT (tenant_id, kind, delivery_key) DO UPDATE SET
            revision = deliveries.revision + 1,
            payload = excluded.payload,
            state = CASE WHEN deliveries.state = 1 THEN 1 ELSE 0 END,
            due_at = CASE
                WHEN deliveries.state = 1 THEN deliveries.due_at
                WHEN deliveries.state = 0 AND deliveries.failure_kind IN (0, 1) AND deliveries.due_at > excluded.due_at THEN deliveries.due_at
                WHEN deliveries.state = 0 AND deliveries.failure_kind IS NULL AND deliveries.due_at < excluded.due_at THEN deliveries.due_at
                ELSE excluded.due_at END,
            failures = CASE WHEN deliveries.state = 3 THEN 0 ELSE deliveries.failures END,
            failing_since = CASE WHEN deliveries.state = 3 THEN NULL ELSE deliveries.failing_since END,
            failure_kind = CASE WHEN deliveries.state = 3 THEN NULL ELSE deliveries.failure_kind END,
            asked_due_at = excluded.asked_due_at,
            asked_at = excluded.asked_at,
            version = deliveries.version + 1
        """;

    internal const string DueLanes = "SELECT DISTINCT tenant_id, kind FROM deliveries WHERE state < 2 AND due_at <= $1";

    internal const string Due =
        """
        SELECT delivery_key, revision, payload, remote_id, attempt, attempt_revision, unsure, first_tried_at, failures, failing_since, failure_kind, version
        FROM deliveries WHERE state < 2 AND tenant_id = $1 AND kind = $2 AND due_at <= $3 ORDER BY due_at LIMIT $4
        """;

    internal const string NextDue = "SELECT MIN(due_at) FROM deliveries WHERE state < 2 AND due_at > $1";

    internal const string Claim =
        $"""
        UPDATE deliveries SET
            state = 1, lease_id = $5, due_at = $6, unsure = TRUE,
            attempt = CASE WHEN attempt_revision = revision THEN attempt + 1 ELSE 1 END,
            attempt_revision = revision,
            first_tried_at = COALESCE(first_tried_at, $7), last_tried_at = $7,
            version = version + 1
        WHERE {ThisDelivery} AND version = $4 AND state < 2
        """;

    internal const string Renew = $"UPDATE deliveries SET due_at = $5 WHERE {ThisDelivery} AND lease_id = $4";

    internal const string Settle =
        $"""
        UPDATE deliveries SET
            state = CASE WHEN revision > $5 THEN 0 ELSE 2 END,
            due_at = CASE WHEN revision > $5 THEN asked_due_at ELSE due_at END,
            delivered_revision = $5, remote_id = COALESCE($6, remote_id), reason = $7, settled_at = $8,
            failures = 0, failing_since = NULL, failure_kind = NULL, unsure = FALSE, lease_id = NULL, version = version + 1
        WHERE {ThisDelivery} AND lease_id = $4
        """;

    /// <summary>A refusal or a "never" concerns the content: when that has changed meanwhile, the new content is tried at its own time.</summary>
    internal const string Fail =
        $"""
        UPDATE deliveries SET
            state = CASE WHEN revision > $5 THEN 0 ELSE $6 END,
            due_at = CASE WHEN revision > $5 AND $7 >= 2 THEN asked_due_at ELSE $8 END,
            failure_kind = $7, reason = $9, unsure = $10, remote_id = COALESCE($11, remote_id),
            failures = $13, failing_since = $12, lease_id = NULL, version = version + 1
        WHERE {ThisDelivery} AND lease_id = $4
        """;

    internal const string EndAllLeases = "UPDATE deliveries SET due_at = $1 WHERE state = 1 AND due_at > $1";

    internal const string PruneSettled =
        """
        DELETE FROM deliveries WHERE state = 2 AND settled_at < $1 AND (tenant_id, kind, delivery_key) IN (
            SELECT tenant_id, kind, delivery_key FROM deliveries WHERE state = 2 AND settled_at < $1 LIMIT 1000)
        """;

    internal const string PruneDead =
        """
        DELETE FROM deliveries WHERE state = 3 AND asked_at < $1 AND (tenant_id, kind, delivery_key) IN (
            SELECT tenant_id, kind, delivery_key FROM deliveries WHERE state = 3 AND asked_at < $1 LIMIT 1000)
        """;

    private const string Listed =
        """
        SELECT kind, delivery_key, state, failure_kind, reason, remote_id, revision, delivered_revision, attempt, failures,
               asked_at, due_at, last_tried_at, settled_at
        FROM deliveries
        """;

    internal const string One = $"{Listed} WHERE {ThisDelivery}";

    internal const string ListWaiting = $"{Listed} WHERE tenant_id = $1 AND state < 2 AND failure_kind IS NULL ORDER BY due_at LIMIT $2";

    internal const string ListFailing = $"{Listed} WHERE tenant_id = $1 AND state < 2 AND failure_kind IS NOT NULL ORDER BY due_at LIMIT $2";

    internal const string ListDead = $"{Listed} WHERE tenant_id = $1 AND state = 3 ORDER BY asked_at DESC LIMIT $2";

    internal const string ListSettled = $"{Listed} WHERE tenant_id = $1 AND state = 2 ORDER BY settled_at DESC LIMIT $2";

    internal const string Count =
        """
        SELECT (SELECT COUNT(*) FROM deliveries WHERE tenant_id = $1 AND state < 2 AND failure_kind IS NULL),
               (SELECT COUNT(*) FROM deliveries WHERE tenant_id = $1 AND state < 2 AND failure_kind IS NOT NULL),
               (SELECT COUNT(*) FROM deliveries WHERE tenant_id = $1 AND state = 3), (SELECT COUNT(*) FROM deliveries WHERE tenant_id = $1 AND state = 2)
        """;
}
