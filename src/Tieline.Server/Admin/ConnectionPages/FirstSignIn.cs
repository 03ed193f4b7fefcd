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
    public async Task<(SignInBegun Begun, Guid? AgentId)> BeginAsync(Guid tenantId, string email, Texts say, CancellationToken cancellationToken)
    {
        if (await agents.OfEmailAsync(tenantId, email.Trim(), cancellationToken) is not { } agentId)
        {
            return (new SignInBegun(new Uri("about:blank"), "", say["FirstSignInNobody", email]), null);
        }

        var purpose = new SignInPurpose(tenantId, Clouds.Webex, agentId, "", say.Culture.Name, email.Trim());
        var (url, state) = await signIns.BeginAsync(purpose, cancellationToken);
        return (new SignInBegun(url, state, null), agentId);
    }

    public Task<SignInOutcome?> OutcomeAsync(Guid tenantId, Guid agentId, string state, CancellationToken cancellationToken) =>
        attempts.OutcomeAsync(tenantId, agentId, state, cancellationToken);
}
