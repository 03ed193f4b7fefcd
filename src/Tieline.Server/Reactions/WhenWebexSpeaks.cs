using Orleans.Runtime;
using Tieline.Server.Calls;
using Tieline.Server.Intake;

namespace Tieline.Server.Reactions;

/// <summary>Who handles what the outside says: one line per subject.</summary>
internal sealed class WhenWebexSpeaks(IGrainFactory grains) : IInboxRouter
{
    public async Task HandleAsync(InboxKey key, IReadOnlyList<Guid> entryIds, CancellationToken cancellationToken)
    {
        try
        {
            await (key.Subject switch
            {
                CallNotes.Subject => grains.CallSession(key.TenantId, key.OrderingKey).HearAsync([.. entryIds]),
                _ => throw new InvalidOperationException($"Nobody handles the inbox subject '{key.Subject}'."),
            });
        }
        catch (OrleansException failure)
        {
            throw new TimeoutException("The cluster did not bring the entries to the one who handles them.", failure);
        }
    }
}
