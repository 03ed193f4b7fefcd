using Tieline.Server.Calls;
using Tieline.Server.Users;

namespace Tieline.Server.Softphone;

/// <summary>An agent as the rooms below know him.</summary>
internal static class AgentIdentity
{
    /// <summary>Throws <see cref="InvalidOperationException"/> before the first Webex sign-in: the softphone shows no buttons then.</summary>
    public static AgentLine AsLine(this Agent agent) =>
        new(agent.TenantId, agent.PersonId ?? throw new InvalidOperationException("The agent has no Webex line yet."), agent.Country);
}
