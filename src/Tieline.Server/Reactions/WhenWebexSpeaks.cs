using Tieline.Server.Calls;
using Tieline.Server.Intake;

namespace Tieline.Server.Reactions;

/// <summary>Who handles what the outside says: one line per subject.</summary>
internal sealed class WhenWebexSpeaks(IGrainFactory grains) : IInboxRouter
{
    public Task HandleAsync(InboxKey key, IReadOnlyList<Guid> entryIds, CancellationToken cancellationToken) => key.Subject switch
    {
        CallNotes.Subject => grains.CallSession(key.TenantId, key.OrderingKey).HearAsync([.. entryIds]),
        _ => throw new InvalidOperationException($"Nobody handles the inbox subject '{key.Subject}'."),
    };
}
