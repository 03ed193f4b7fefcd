using Tieline.Server.CallerMatching;
using Tieline.Server.Users;

namespace Tieline.Server.CallLogging;

/// <summary>An agent as the one who asks Salesforce.</summary>
internal static class AgentAsker
{
    public static Asker AsAsker(this Agent agent) => new(agent.TenantId, agent.Id, agent.SalesforceUserId, agent.Country, agent.PersonId, agent.ProfileId);
}
