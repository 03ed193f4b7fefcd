using Tieline.Server.Connections;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Connections.SignIn;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Lightning;

namespace Tieline.Server.Admin.ConnectionPages;

/// <summary>Lets somebody sign in to Webex beside the administrator, before he opened a softphone: calls are heard once one person has.</summary>
internal sealed class FirstSignIn(IAgentLinks agents, SignIns signIns, SignInAttempts attempts)
{
    /// <summary>Without an agent of this e-mail there is a problem and no address.</summary>
    public async Task<(SignInBegun Begun, Guid? AgentId)> BeginAsync(Guid tenantId, string email, Texts say, CancellationToken cancellationToken) =>
        await agents.OfEmailAsync(tenantId, email.Trim(), cancellationToken) is { } agentId
            ? (await BeginAsync(tenantId, agentId, email.Trim(), say, cancellationToken), agentId)
            : (new SignInBegun(new Uri("about:blank"), "", say["FirstSignInNobody", email]), null);

    /// <summary>Of an agent who is known: several users may have one address.</summary>
    public async Task<SignInBegun> BeginAsync(Guid tenantId, Guid agentId, Texts say, CancellationToken cancellationToken) =>
        await BeginAsync(tenantId, agentId, (await agents.ExpectedAsync(tenantId, agentId, cancellationToken))?.LoginHint, say, cancellationToken);

    private async Task<SignInBegun> BeginAsync(Guid tenantId, Guid agentId, string? hint, Texts say, CancellationToken cancellationToken)
    {
        var (url, state) = await signIns.BeginAsync(new SignInPurpose(tenantId, Clouds.Webex, agentId, "", say.Culture.Name, hint), cancellationToken);
        return new SignInBegun(url, state, null);
    }

    public Task<SignInOutcome?> OutcomeAsync(Guid tenantId, Guid agentId, string state, CancellationToken cancellationToken) =>
        attempts.OutcomeAsync(tenantId, agentId, state, cancellationToken);
}
