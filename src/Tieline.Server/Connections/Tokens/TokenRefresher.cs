using Tieline.Server.Connections.Refusals;
using Tieline.Server.Connections.SignIn;
using Tieline.Server.Lightning;

namespace Tieline.Server.Connections.Tokens;

/// <summary>
/// Gets new tokens for a consent and stores them before anybody uses them. Should the server die between the cloud's answer and our disk,
/// the old refresh token is tried again at the next need: Webex and Salesforce without rotation still take it; an app with rotation
/// refuses it, and the connection then asks for a new sign-in.
/// </summary>
internal sealed partial class TokenRefresher(
    GrantStore grants, Tenants tenants, IEnumerable<ICloudSignIn> clouds, CloudRefusals refusals, IConnectionWatcher watcher, ILogger<TokenRefresher> logger)
{
    public async Task<TokenRefresh> RefreshAsync(GrantKey key, long refusedVersion, CancellationToken cancellationToken)
    {
        if (await grants.FindAsync(key, cancellationToken) is not { } grant || await tenants.FindAsync(key.TenantId, cancellationToken) is not { } tenant)
        {
            return TokenRefresh.SignInNeeded;
        }

        if (grant.Version != refusedVersion || grant.Status.State == ConnectionState.NeedsAttention)
        {
            return grant.Status.State == ConnectionState.Linked ? TokenRefresh.Renewed : TokenRefresh.SignInNeeded;
        }

        try
        {
            var tokens = await clouds.Single(cloud => cloud.Cloud == key.Cloud).RefreshAsync(tenant, key.Subject, grant.RefreshToken, cancellationToken);
            await grants.ReplaceAsync(grant, tokens, cancellationToken);
            Log.Renewed(logger, key);
            return TokenRefresh.Renewed;
        }
        catch (CloudSignInException problem)
        {
            return await FailedAsync(grant, problem, cancellationToken);
        }
    }

    private async Task<TokenRefresh> FailedAsync(Grant grant, CloudSignInException problem, CancellationToken cancellationToken)
    {
        if (!problem.Refused)
        {
            Log.NoAnswer(logger, grant.Key, problem.Message);
            return TokenRefresh.TryLater;
        }

        Log.Refused(logger, grant.Key, problem.Message);
        await refusals.NoteAsync(grant.Key, problem.Code ?? "", problem.Message, cancellationToken);
        var status = new ConnectionStatus(ConnectionState.NeedsAttention, KeptSentence.Of("GrantRefused", problem.Message));
        if (!await grants.MarkAsync(grant, status, cancellationToken))
        {
            return TokenRefresh.Renewed; // Signed in anew meanwhile.
        }

        await watcher.ChangedAsync(grant.Key, status, cancellationToken);
        return TokenRefresh.SignInNeeded;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Tokens of {Grant} were renewed")]
        public static partial void Renewed(ILogger logger, GrantKey grant);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Tokens of {Grant} could not be renewed now: {Problem}")]
        public static partial void NoAnswer(ILogger logger, GrantKey grant, string problem);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The cloud takes the consent of {Grant} no more: {Problem}. Somebody must sign in again")]
        public static partial void Refused(ILogger logger, GrantKey grant, string problem);
    }
}
