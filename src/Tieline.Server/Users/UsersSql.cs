namespace Tieline.Server.Users;

internal static class UsersSql
{
    internal const string UseLaunchToken =
        "INSERT INTO used_launch_tokens (tenant_id, jti, expires_at) VALUES ($1, $2, $3) ON CONFLICT (tenant_id, jti) DO NOTHING";

    internal const string ForgetLaunchTokens = "DELETE FROM used_launch_tokens WHERE tenant_id = $1 AND expires_at < $2";
}
