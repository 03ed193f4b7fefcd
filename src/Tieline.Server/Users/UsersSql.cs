namespace Tieline.Server.Users;

internal static class UsersSql
{
    private const string Select = "SELECT agent_id, tenant_id, salesforce_user_id, person_id, name, email, country, language, is_active, profile_id, federation_id, not_user_since FROM agents";

    internal const string FindAgent = $"{Select} WHERE tenant_id = $1 AND agent_id = $2";

    internal const string FindAgentByPerson = $"{Select} WHERE tenant_id = $1 AND person_id = $2";

    internal const string KeepAgent =
        """
        INSERT INTO agents (tenant_id, agent_id, salesforce_user_id, name, email, country, language, is_active, profile_id, federation_id, read_at, not_user_since)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (tenant_id, salesforce_user_id) DO UPDATE SET
            name = excluded.name, email = excluded.email, country = excluded.country, language = excluded.language,
            is_active = excluded.is_active, profile_id = excluded.profile_id, federation_id = excluded.federation_id, read_at = excluded.read_at
        """;

    internal const string MarkUser = "UPDATE agents SET not_user_since = $1 WHERE tenant_id = $2 AND agent_id = $3";

    internal const string UseLaunchToken =
        "INSERT INTO used_launch_tokens (tenant_id, jti, expires_at) VALUES ($1, $2, $3) ON CONFLICT (tenant_id, jti) DO NOTHING";

    internal const string ForgetLaunchTokens = "DELETE FROM used_launch_tokens WHERE tenant_id = $1 AND expires_at < $2";
}
