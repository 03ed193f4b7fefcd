using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;
using Tieline.Server.Users.Launching;

namespace Tieline.Server.Users;

/// <summary>Checks launch tokens. Each serves once in the whole cluster: the database decides who was first.</summary>
internal sealed class LaunchTokens(Tenants tenants, LaunchKeys keys, GroupCommitWriter writer, Clock clock)
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

        if (!(await keys.AcceptedAsync(tenant, cancellationToken)).Any(key => LaunchToken.IsSigned(text, key)))
        {
            return LaunchCheck.Refused(LaunchRefusal.BadSignature);
        }

        var problem = token.Problem(clock.UtcNow) ?? (org is { Length: > 0 } && org != tokenOrg ? LaunchRefusal.OtherOrg : null);
        return problem is { } refusal
            ? LaunchCheck.Refused(refusal)
            : await UseAsync(tenant.Id, token.Id!, DateTimeOffset.FromUnixTimeSeconds(token.ExpiresAt), cancellationToken)
                ? new LaunchCheck(tenant, token, null)
                : LaunchCheck.Refused(LaunchRefusal.UsedBefore);
    }

    /// <summary>Uses up what serves once. False when it was used before.</summary>
    /// <param name="tenantId">Whose.</param>
    /// <param name="id">Up to 64 characters.</param>
    /// <param name="expires">How long it is remembered.</param>
    /// <param name="cancellationToken">Stops before it is written.</param>
    internal async Task<bool> UseAsync(Guid tenantId, string id, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        var forgetBefore = Moment.ToMicroseconds(clock.UtcNow - (2 * LaunchToken.ClockSkew));
        var changed = await writer.CommitAsync(
            [
                new Statement(UsersSql.UseLaunchToken, [tenantId, id, Moment.ToMicroseconds(expires)]),
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
