using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;
using Tieline.Server.Intake;
using Tieline.Webex;

namespace Tieline.Server.Users;

/// <summary>Puts the calls that run now into the inbox: they began before Webex announced this person's calls to us.</summary>
internal sealed partial class RunningCalls(CloudClients clouds, Inbox inbox, Clock clock, ILogger<RunningCalls> logger)
{
    /// <summary>False: they are not known, Webex refused or did not answer.</summary>
    public async Task<bool> ReadAsync(Guid tenantId, string personId, CancellationToken cancellationToken)
    {
        try
        {
            if (await clouds.WebexAsPersonAsync(tenantId, personId, cancellationToken) is not { } webex)
            {
                return false;
            }

            foreach (var call in await webex.Calls.ListAsync(cancellationToken))
            {
                await new SeenCall(clock.UtcNow, call).AppendToAsync(inbox, tenantId, personId, cancellationToken);
            }

            return true;
        }
        catch (WebexException problem)
        {
            Log.CannotRead(logger, personId, tenantId, problem.Message); // Read again by the next round of the upkeep, unless their next event tells them first.
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The running calls of {PersonId} of tenant {TenantId} could not be read: {Problem}")]
        public static partial void CannotRead(ILogger logger, string personId, Guid tenantId, string problem);
    }
}
