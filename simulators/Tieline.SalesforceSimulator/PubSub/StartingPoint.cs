using System.Buffers.Binary;
using Tieline.SalesforceSimulator.ChangeData;
using Tieline.SalesforceSimulator.PubSub.Contract;

namespace Tieline.SalesforceSimulator.PubSub;

/// <summary>The replay id after which a subscription starts.</summary>
internal static class StartingPoint
{
    public static long Of(FetchRequest request, EventBus bus) => request.ReplayPreset switch
    {
        ReplayPreset.Earliest => 0,
        ReplayPreset.Custom => Custom(request.ReplayId.Span, bus),
        _ => bus.Last,
    };

    private static long Custom(ReadOnlySpan<byte> bytes, EventBus bus)
    {
        if (bytes.Length != sizeof(long)) throw PubSubRefusal.CorruptReplayId();
        var replayId = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return bus.Holds(replayId) ? replayId : throw PubSubRefusal.UnknownReplayId();
    }
}
