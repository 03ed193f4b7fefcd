using Tieline.Salesforce;
using Tieline.Server.Connections;
using Tieline.Server.Connections.SignIn;
using Tieline.Server.Diagnostics;

namespace Tieline.Server.Users.Launching;

/// <summary>
/// Opens panels by Canvas's signed request. It carries no time, so what bounds it is its own access token, which Salesforce must still take and which must
/// belong to the user and org that are named; and each request serves once.
/// </summary>
internal sealed partial class CanvasLaunches(
    Tenants tenants, LaunchTokens used, Launches launches, CanvasTokens tokens, Clock clock, ILogger<CanvasLaunches> logger)
{
    /// <summary>How long a request that served is remembered; its access token ends with the session, a day after its last use at most.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    /// <param name="text">The form field <c>signed_request</c>.</param>
    /// <param name="org">The org that the panel's address names; must be the request's own when given.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    public async Task<CanvasLaunch> LaunchAsync(string text, string? org, CancellationToken cancellationToken)
    {
        var request = CanvasRequest.Read(text);
        var tenant = RecordId.TryParse(request?.Context?.Organization?.OrganizationId, out var orgId) ? await tenants.FindByOrgAsync(orgId.Value, cancellationToken) : null;
        var launch = new CanvasLaunch(request, tenant, null, null);
        if (request is null)
        {
            return Refused(launch, CanvasRefusal.Malformed);
        }

        if (tenant is null)
        {
            return Refused(launch, CanvasRefusal.OtherOrg);
        }

        try
        {
            return !CanvasRequest.IsSigned(text, (await tenants.SecretsAsync(tenant.Id, cancellationToken)).SalesforceConsumerSecret) ? Refused(launch, CanvasRefusal.BadSignature)
                : !string.Equals(request.Algorithm, CanvasRequest.Hmac, StringComparison.OrdinalIgnoreCase) ? Refused(launch, CanvasRefusal.OtherAlgorithm)
                : org is { Length: > 0 } && org != tenant.SalesforceOrgId ? Refused(launch, CanvasRefusal.OtherOrg)
                : await OpenAsync(launch, tenant, text, cancellationToken);
        }
        catch (SalesforceException problem)
        {
            Log.NoAnswer(logger, tenant.Id, problem.Message);
            return launch with { Refusal = CanvasRefusal.NoAnswer };
        }
    }

    private async Task<CanvasLaunch> OpenAsync(CanvasLaunch launch, Tenant tenant, string text, CancellationToken cancellationToken)
    {
        var (envelope, user) = (launch.Request!.UserId, launch.Request.Context?.User?.UserId);
        if (!RecordId.TryParse(user, out var userId) || (envelope is not null && (!RecordId.TryParse(envelope, out var other) || other != userId))
            || launch.Request.Client?.OauthToken is not { Length: > 0 } token)
        {
            return Refused(launch, CanvasRefusal.NoUser);
        }

        if (!await tokens.BelongsToAsync(tenant, token, userId, cancellationToken))
        {
            return Refused(launch, CanvasRefusal.Ended);
        }

        if (await launches.AgentOfAsync(tenant, userId.Value, cancellationToken) is not { } agent)
        {
            return Refused(launch, CanvasRefusal.NoUser);
        }

        // Last: a request that Salesforce could not be asked about may come again.
        return await used.UseAsync(tenant.Id, CanvasRequest.IdOf(text), clock.UtcNow + Remembered, cancellationToken)
            ? launch with { Agent = agent }
            : Refused(launch, CanvasRefusal.UsedBefore);
    }

    private CanvasLaunch Refused(CanvasLaunch launch, CanvasRefusal refusal)
    {
        Log.Refused(logger, refusal);
        return launch with { Refusal = refusal };
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A launch by Canvas was refused: {Refusal}")]
        public static partial void Refused(ILogger logger, CanvasRefusal refusal);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A launch by Canvas in tenant {TenantId} waits for Salesforce: {Problem}")]
        public static partial void NoAnswer(ILogger logger, Guid tenantId, string problem);
    }
}

/// <param name="Request">As it was read, believed only with an agent.</param>
/// <param name="Tenant">Of the org that the request names; may choose who frames the page, nothing else.</param>
/// <param name="Agent">Who opens the panel; null when refused.</param>
/// <param name="Refusal">Why not.</param>
internal sealed record CanvasLaunch(CanvasRequest? Request, Tenant? Tenant, Agent? Agent, CanvasRefusal? Refusal);

/// <summary>Why a signed request opens nothing; the sentence is the text <c>CanvasRefusal.{Name}</c>.</summary>
internal enum CanvasRefusal
{
    Malformed,
    OtherOrg,
    BadSignature,
    OtherAlgorithm,

    /// <summary>It names no user, two of them, or none who may use Tieline; or the user has not let the app in.</summary>
    NoUser,

    /// <summary>Its access token is not taken any more, or belongs to somebody else.</summary>
    Ended,
    UsedBefore,
    NoAnswer,
}
