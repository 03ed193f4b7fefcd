using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;
using Tieline.Server.Intake;
using Tieline.Webex;

namespace Tieline.Server.Users;

/// <summary>Puts a person's calls that run now into the inbox: Webex may not have told of them.</summary>
internal sealed partial class RunningCalls(CloudClients clouds, Inbox inbox, Clock clock, ILogger<RunningCalls> logger)
{
    /// <summary>False when Webex did not answer: to be asked again. A refusal is an answer.</summary>
    public async Task<bool> ReadAsync(Guid tenantId, string personId, CancellationToken cancellationToken)
    {
        try
        {
            if (await clouds.WebexAsPersonAsync(tenantId, personId, cancellationToken) is not { } webex)
            {
                return true; // The next sign-in reads them.
            }

            foreach (var call in await webex.Calls.ListAsync(cancellationToken))
            {
                await new SeenCall(clock.UtcNow, call).AppendToAsync(inbox, tenantId, personId, cancellationToken);
            }

            return true;
        }
        catch (WebexException problem)
        {
            Log.CannotRead(logger, personId, tenantId, problem.Message); // Their next event tells them all the same.
            return !problem.IsPassing;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The running calls of {PersonId} of tenant {TenantId} could not be read: {Problem}")]
        public static partial void CannotRead(ILogger logger, string personId, Guid tenantId, string problem);
    }
}
