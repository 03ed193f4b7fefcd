using System.Globalization;
using Tieline.Salesforce;
using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;

namespace Tieline.Server.Doctor.Org;

/// <summary>The integration user's refresh token lives: neither the app's policy nor somebody in Setup has ended it. Asked of Salesforce, so that it shows before the session ends too. A server that signs in by itself has none.</summary>
internal sealed class RefreshTokenCheck(AppTokens tokens, Clock clock) : ICheck
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(7);

    public Mender Who => Mender.Salesforce;

    public IReadOnlyList<string> Says { get; } = ["Refused", "Ended", "EndsSoon"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var access = await on.OrgAsync(cancellationToken);
        if (access.Client is null)
        {
            return access.Judge(OrgCause.RefreshToken);
        }

        if (on.Tenant.SalesforceWay != SalesforceWay.WebServer)
        {
            return Finding.Well().With($"way {on.Tenant.SalesforceWay}: no refresh token");
        }

        try
        {
            var (_, token) = await tokens.RefreshTokenAsync(on.Tenant, cancellationToken);
            return !token.Active ? Finding.Broken("Ended").With("introspect: active false")
                : token.ExpiresAt is { } end && end - clock.UtcNow < Soon ? Finding.Warning("EndsSoon", end.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)).With($"introspect: exp {end:O}")
                : Finding.Well().With(token.ExpiresAt is { } later ? $"introspect: active, exp {later:O}" : "introspect: active, no end told");
        }
        catch (SalesforceException problem) when (problem.ErrorCode is "invalid_client" or "invalid_client_id")
        {
            throw new BlockedException(OrgCause.AppSecret, problem.Message);
        }
    }
}
