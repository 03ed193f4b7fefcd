using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;

namespace Tieline.Server.Users;

/// <summary>Checks launch tokens. Each serves once in the whole cluster: the database decides who was first.</summary>
internal sealed class LaunchTokens(Tenants tenants, GroupCommitWriter writer, Clock clock)
{
    /// <param name="text">The token as it came.</param>
    /// <param name="org">The org that the page says it belongs to; must be the token's own when given.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    public async Task<LaunchCheck> CheckAsync(string text, string? org, CancellationToken cancellationToken)
    {
        if (LaunchToken.Read(text) is not { Org: { Length: > 0 } tokenOrg } token)
        {
            return LaunchCheck.Refused(LaunchRefusal.Malformed);
        }

        if (await tenants.FindByOrgAsync(tokenOrg, cancellationToken) is not { } tenant)
        {
            return LaunchCheck.Refused(LaunchRefusal.UnknownOrg);
        }

        if (!LaunchToken.IsSigned(text, (await tenants.SecretsAsync(tenant.Id, cancellationToken)).LaunchSecret))
        {
            return LaunchCheck.Refused(LaunchRefusal.BadSignature);
        }

        var problem = token.Problem(clock.UtcNow) ?? (org is { Length: > 0 } && org != tokenOrg ? LaunchRefusal.OtherOrg : null);
        return problem is { } refusal
            ? LaunchCheck.Refused(refusal)
            : await UseAsync(tenant.Id, token, cancellationToken)
                ? new LaunchCheck(tenant, token, null)
                : LaunchCheck.Refused(LaunchRefusal.UsedBefore);
    }

    private async Task<bool> UseAsync(Guid tenantId, LaunchToken token, CancellationToken cancellationToken)
    {
        var forgetBefore = Moment.ToMicroseconds(clock.UtcNow - (2 * LaunchToken.ClockSkew));
        var expires = Moment.ToMicroseconds(DateTimeOffset.FromUnixTimeSeconds(token.ExpiresAt));
        var changed = await writer.CommitAsync(
            [
                new Statement(UsersSql.UseLaunchToken, [tenantId, token.Id, expires]),
                new Statement(UsersSql.ForgetLaunchTokens, [tenantId, forgetBefore]),
            ],
            cancellationToken);
        return changed[0] == 1;
    }
}

/// <param name="Tenant">Of the org that signed; with <paramref name="Token"/> present when not refused.</param>
internal sealed record LaunchCheck(Tenant? Tenant, LaunchToken? Token, LaunchRefusal? Refusal)
{
    public static LaunchCheck Refused(LaunchRefusal refusal) => new(null, null, refusal);
}
