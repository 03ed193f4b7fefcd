namespace Tieline.Server.Doctor;

internal static class DoctorSql
{
    internal const string AddTurn = "INSERT INTO doctor_turns (tenant_id, ran_at, taken_until) SELECT tenant_id, $2, 0 FROM tenants WHERE tenant_id = $1 ON CONFLICT (tenant_id) DO NOTHING";

    internal const string TakeTurn = "UPDATE doctor_turns SET taken_until = $1 WHERE tenant_id = $2 AND ran_at <= $3 AND taken_until <= $4";

    internal const string EndTurn =
        """
        INSERT INTO doctor_turns (tenant_id, ran_at, taken_until) SELECT tenant_id, $2, 0 FROM tenants WHERE tenant_id = $1
        ON CONFLICT (tenant_id) DO UPDATE SET ran_at = excluded.ran_at, taken_until = 0
        """;

    internal const string OldestNotification = "SELECT MIN(received_at) FROM inbox WHERE state = 0 AND tenant_id = $1";

    internal const string LastWebhook = "SELECT MAX(received_at) FROM inbox WHERE tenant_id = $1 AND source = 'webhook'";

    internal const string OldestDelivery = "SELECT MIN(asked_at), COUNT(*) FROM deliveries WHERE tenant_id = $1 AND state < 2 AND due_at <= $2";
}
