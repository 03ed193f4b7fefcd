using Tieline.Salesforce;
using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;

namespace Tieline.Server.Users;

/// <summary>Turns a launch into an agent: made at the first launch, read again from Salesforce when what we know is older than ten minutes.</summary>
internal sealed partial class Launches(LaunchTokens tokens, Agents agents, CloudClients clouds, Roles roles, Clock clock, ILogger<Launches> logger)
{
    private static readonly TimeSpan KnownFor = TimeSpan.FromMinutes(10);

    /// <exception cref="SalesforceException">A user whom we do not know yet cannot be read now.</exception>
    public async Task<Agent?> LaunchAsync(string text, string? org, CancellationToken cancellationToken)
    {
        var check = await tokens.CheckAsync(text, org, cancellationToken);
        if (check is not { Tenant: { } tenant, Token: { User: { } user } })
        {
            Log.Refused(logger, check.Refusal ?? LaunchRefusal.Malformed);
            return null;
        }

        return await AgentOfAsync(tenant, user, cancellationToken);
    }

    /// <summary>The agent whom the org, and nobody else, has named: by a signature or by its own sign-in. Null when the org has no such user or he is inactive.</summary>
    /// <exception cref="SalesforceException">A user whom we do not know yet cannot be read now.</exception>
    public async Task<Agent?> AgentOfAsync(Tenant tenant, string user, CancellationToken cancellationToken)
    {
        if (!RecordId.TryParse(user, out var userId))
        {
            Log.Refused(logger, LaunchRefusal.UnknownUser);
            return null;
        }

        if (await AgentAsync(tenant, userId.Value, cancellationToken) is not { } agent)
        {
            return null;
        }

        if (!agent.IsActive)
        {
            Log.Refused(logger, LaunchRefusal.InactiveUser);
            return null;
        }

        return agent;
    }

    /// <summary>
    /// The agent of a user of the org, made when there is none yet; null when the org has no such user. Where everybody is a user that means the org's own people:
    /// a customer's or partner's login needs the role itself.
    /// </summary>
    /// <exception cref="SalesforceException">A user whom we do not know yet cannot be read now.</exception>
    internal async Task<Agent?> AgentAsync(Tenant tenant, string userId, CancellationToken cancellationToken)
    {
        var known = await agents.RowAsync(tenant.Id, userId, cancellationToken);
        if (known is not null && clock.UtcNow - Moment.FromMicroseconds(known.ReadAt) < KnownFor)
        {
            return known.ToAgent();
        }

        try
        {
            var (user, refusal) = await ReadAsync(tenant, userId, cancellationToken);
            if (user is null)
            {
                Log.Refused(logger, refusal);
                return null;
            }

            var agent = await agents.KeepAsync(tenant.Id, user, cancellationToken);
            // A new one is looked at now: whom an administrator signs in comes through no door of a panel.
            return known is null && await roles.MayUseAsync(agent, cancellationToken) == MayUse.Yes ? agent with { NotUserSince = null } : agent;
        }
        catch (SalesforceException problem) when (known is not null)
        {
            Log.KnownServes(logger, known.AgentId, problem.Message);
            return known.ToAgent();
        }
    }

    private async Task<(SalesforceUser? User, LaunchRefusal Refusal)> ReadAsync(Tenant tenant, string userId, CancellationToken cancellationToken)
    {
        var salesforce = await clouds.SalesforceAsIntegrationAsync(tenant.Id, cancellationToken);
        var user = await salesforce.Query.FirstOrDefaultAsync<UserFields>(
            $"SELECT Id, Name, Email, Country, LocaleSidKey, LanguageLocaleKey, IsActive, ProfileId, FederationIdentifier, UserType FROM User WHERE Id = {userId} LIMIT 1", cancellationToken);
        if (user is null)
        {
            return (null, LaunchRefusal.UnknownUser);
        }

        if (user.UserType != SalesforceUser.Internal && !(await roles.AllAsync(tenant.Id, cancellationToken)).TakesExternal(userId, clock.UtcNow))
        {
            return (null, LaunchRefusal.ExternalUser);
        }

        return (
            new SalesforceUser(
                userId, user.Name ?? "", user.Email ?? "", Countries.OfUser(user.Country, user.LocaleSidKey, tenant.DefaultCountry), user.LanguageLocaleKey ?? "en_US", user.IsActive,
                user.ProfileId ?? "", user.FederationIdentifier ?? ""),
            default);
    }

    private sealed record UserFields(
        string? Name, string? Email, string? Country, string? LocaleSidKey, string? LanguageLocaleKey, bool IsActive, string? ProfileId, string? FederationIdentifier, string? UserType);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A launch was refused: {Refusal}")]
        public static partial void Refused(ILogger logger, LaunchRefusal refusal);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Agent {AgentId} is launched with what we know of him, because Salesforce cannot be asked: {Problem}")]
        public static partial void KnownServes(ILogger logger, Guid agentId, string problem);
    }
}
