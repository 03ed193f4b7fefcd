using Tieline.Server.Connections.Connecting;
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

        if (grant.Version != refusedVersion && grant.Status.State == ConnectionState.Linked)
        {
            return TokenRefresh.Renewed;
        }

        if (grant.Status is { State: ConnectionState.NeedsAttention, MayHeal: false })
        {
            return TokenRefresh.SignInNeeded;
        }

        var signIn = clouds.Single(cloud => cloud.Cloud == key.Cloud);
        try
        {
            return await KeepAsync(grant, tenant, signIn, await signIn.RefreshAsync(tenant, key.Subject, grant.RefreshToken, cancellationToken), cancellationToken);
        }
        catch (CloudSignInException problem)
        {
            return await FailedAsync(grant, tenant, problem, cancellationToken);
        }
    }

    private async Task<TokenRefresh> KeepAsync(Grant grant, Tenant tenant, ICloudSignIn signIn, CloudTokens tokens, CancellationToken cancellationToken)
    {
        if (!await grants.ReplaceAsync(grant, tokens, cancellationToken))
        {
            // Withdrawn or given anew meanwhile. What came for the consent of before serves nobody.
            await (tokens.RefreshToken is { } unused && unused != grant.RefreshToken ? signIn.RevokeAsync(tenant, unused, cancellationToken) : Task.CompletedTask);
            return TokenRefresh.Renewed;
        }

        Log.Renewed(logger, grant.Key);
        if (grant.Status.MayHeal)
        {
            await refusals.ForgetAsync(grant.Key, cancellationToken);
            // Who is told that the org is connected speaks to it, and would wait for this very renewal: what hangs on it has an upkeep of its own.
            await (grant.Key == GrantKey.Integration(grant.Key.TenantId) ? Task.CompletedTask : watcher.ChangedAsync(grant.Key, new ConnectionStatus(ConnectionState.Linked, ""), cancellationToken));
        }

        return TokenRefresh.Renewed;
    }

    private async Task<TokenRefresh> FailedAsync(Grant grant, Tenant tenant, CloudSignInException problem, CancellationToken cancellationToken)
    {
        var meaning = problem.Refused ? RefusalMeanings.Of(grant.Key.Cloud, problem.Code, problem.Message, problem.SaidByVendor) : RefusalMeaning.NotOurs;
        if (meaning == RefusalMeaning.NotOurs)
        {
            Log.NoAnswer(logger, grant.Key, problem.Message);
            return TokenRefresh.TryLater;
        }

        // Where the server signs in by itself it keeps no consent that could end: it asks again.
        var asksByItself = grant is { Key.Cloud: Clouds.Salesforce, RefreshToken.Length: 0 } && tenant.SalesforceWay != SalesforceWay.WebServer;
        var isEnded = meaning == RefusalMeaning.ConsentEnded && !asksByItself;
        var status = new ConnectionStatus(ConnectionState.NeedsAttention, KeptSentence.Of(isEnded ? "GrantRefused" : "GrantRefusedNow", problem.Message)) { MayHeal = !isEnded };
        if (status == grant.Status)
        {
            return TokenRefresh.Refused; // Told before.
        }

        if (!await grants.MarkAsync(grant, status, cancellationToken))
        {
            return TokenRefresh.Renewed; // Signed in anew meanwhile.
        }

        Log.Refused(logger, grant.Key, problem.Message, isEnded ? "Somebody must sign in again" : "Tried again at each need, until it is mended");
        await refusals.NoteAsync(grant.Key, problem.Code ?? "", problem.Message, cancellationToken);
        await watcher.ChangedAsync(grant.Key, status, cancellationToken);
        return isEnded ? TokenRefresh.SignInNeeded : TokenRefresh.Refused;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Tokens of {Grant} were renewed")]
        public static partial void Renewed(ILogger logger, GrantKey grant);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Tokens of {Grant} could not be renewed now: {Problem}")]
        public static partial void NoAnswer(ILogger logger, GrantKey grant, string problem);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The cloud does not take the consent of {Grant}: {Problem}. {What}")]
        public static partial void Refused(ILogger logger, GrantKey grant, string problem, string what);
    }
}
