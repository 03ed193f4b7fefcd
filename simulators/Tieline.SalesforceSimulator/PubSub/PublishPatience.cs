using Grpc.Core;
using Tieline.SalesforceSimulator.PubSub.Contract;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.PubSub;

/// <summary>A publisher must send something every 70 seconds of the org's time.</summary>
internal static class PublishPatience
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(70);

    /// <summary>The next request; false when the client has ended the stream.</summary>
    /// <param name="heard">when the client was heard last</param>
    public static async Task<bool> NextAsync(SimulatorClock clock, DateTimeOffset heard, IAsyncStreamReader<PublishRequest> requests, CancellationToken cancellationToken)
    {
        var until = heard + Longest;
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var timer = new WakeTimer(clock, () => over.TrySetResult());
        timer.Set(until);
        var reading = requests.MoveNext(cancellationToken);
        return await Task.WhenAny(reading, over.Task) == reading ? await reading : throw PubSubRefusal.PublisherSilent();
    }
}
