using Tieline.Server.Connections;
using Tieline.Server.Users;
using Tieline.Webex;

namespace Tieline.Server.Home;

/// <summary>Who an agent is in Webex.</summary>
internal sealed partial class WebexNames(CloudClients clouds, ILogger<WebexNames> logger)
{
    /// <summary>Name and e-mail; null while Webex does not say.</summary>
    public async Task<string?> OfAsync(Agent agent)
    {
        try
        {
            if (agent.PersonId is null || await clouds.WebexAsPersonAsync(agent.TenantId, agent.PersonId, CancellationToken.None) is not { } webex)
            {
                return null;
            }

            var person = await webex.People.MeAsync(callingData: false, CancellationToken.None);
            return string.Join(", ", new[] { person.DisplayName, person.Emails.FirstOrDefault() }.Where(part => part is { Length: > 0 }));
        }
        catch (WebexException problem)
        {
            Log.NotTold(logger, agent.Id, problem.Message);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Webex did not say who agent {AgentId} is: {Problem}")]
        public static partial void NotTold(ILogger logger, Guid agentId, string problem);
    }
}
