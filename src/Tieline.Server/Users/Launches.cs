using Tieline.Salesforce;
using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;

namespace Tieline.Server.Users;

/// <summary>Turns a launch into an agent: made at the first launch, read again from Salesforce when what we know is older than ten minutes.</summary>
internal sealed partial class Launches(LaunchTokens tokens, Agents agents, CloudClients clouds, Clock clock, ILogger<Launches> logger)
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
        if (!RecordId.TryParse(user, out var userId) || await AgentAsync(tenant, userId.Value, cancellationToken) is not { } agent)
        {
            Log.Refused(logger, LaunchRefusal.UnknownUser);
            return null;
        }

        if (!agent.IsActive)
        {
            Log.Refused(logger, LaunchRefusal.InactiveUser);
            return null;
        }

        return agent;
    }

    /// <summary>The agent of a user of the org, made when there is none yet; null when the org has no such user.</summary>
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
            return await ReadAsync(tenant, userId, cancellationToken) is { } user ? await agents.KeepAsync(tenant.Id, user, cancellationToken) : null;
        }
        catch (SalesforceException problem) when (known is not null)
        {
            Log.KnownServes(logger, known.AgentId, problem.Message);
            return known.ToAgent();
        }
    }

    private async Task<SalesforceUser?> ReadAsync(Tenant tenant, string userId, CancellationToken cancellationToken)
    {
        var salesforce = await clouds.SalesforceAsIntegrationAsync(tenant.Id, cancellationToken);
        var user = await salesforce.Query.FirstOrDefaultAsync<UserFields>(
            $"SELECT Id, Name, Email, Country, LocaleSidKey, LanguageLocaleKey, IsActive, ProfileId, FederationIdentifier FROM User WHERE Id = {userId} LIMIT 1", cancellationToken);
        return user is null ? null : new SalesforceUser(
            userId, user.Name ?? "", user.Email ?? "", Countries.OfUser(user.Country, user.LocaleSidKey, tenant.DefaultCountry), user.LanguageLocaleKey ?? "en_US", user.IsActive,
            user.ProfileId ?? "", user.FederationIdentifier ?? "");
    }

    private sealed record UserFields(string? Name, string? Email, string? Country, string? LocaleSidKey, string? LanguageLocaleKey, bool IsActive, string? ProfileId, string? FederationIdentifier);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A launch was refused: {Refusal}")]
        public static partial void Refused(ILogger logger, LaunchRefusal refusal);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Agent {AgentId} is launched with what we know of him, because Salesforce cannot be asked: {Problem}")]
        public static partial void KnownServes(ILogger logger, Guid agentId, string problem);
    }
}
