namespace Tieline.Server.Connections;

internal static class ConnectionsSql
{
    internal const string FindGrant =
        "SELECT state, reason, access_token_sealed, refresh_token_sealed, access_expires_at, version FROM cloud_grants WHERE tenant_id = $1 AND cloud = $2 AND subject = $3";

    internal const string AddWebhook =
        """
        INSERT INTO webhook_subscriptions (tenant_id, person_id, webhook_key, secret_sealed, is_active, problem, checked_at)
        VALUES ($1, $2, $3, $4, $5, '', $6) ON CONFLICT (tenant_id, person_id) DO NOTHING
        """;

    internal const string MarkWebhook =
        "UPDATE webhook_subscriptions SET is_active = $1, problem = $2, checked_at = $3 WHERE tenant_id = $4 AND person_id = $5";

    internal const string RemoveWebhook = "DELETE FROM webhook_subscriptions WHERE tenant_id = $1 AND person_id = $2";

    internal const string TakeSignIn = "UPDATE sign_ins SET outcome = 'taken' WHERE tenant_id = $1 AND state_hash = $2 AND outcome = 'waiting'";

    internal const string ConfirmSignIn = "UPDATE sign_ins SET outcome = 'confirmed' WHERE tenant_id = $1 AND state_hash = $2 AND outcome = 'taken'";

    internal const string EndSignIn = "UPDATE sign_ins SET outcome = $1, message = $2, agent_id = COALESCE($5, agent_id) WHERE tenant_id = $3 AND state_hash = $4";

    internal const string OpenSignIn = "UPDATE sign_ins SET outcome = 'opened' WHERE tenant_id = $1 AND state_hash = $2 AND outcome = 'done' AND window_hash = $3";
}
