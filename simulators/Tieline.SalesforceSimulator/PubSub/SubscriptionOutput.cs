using Grpc.Core;
using Tieline.SalesforceSimulator.Control;
using Tieline.SalesforceSimulator.PubSub.Contract;

namespace Tieline.SalesforceSimulator.PubSub;

/// <summary>The way out to one subscriber, on which deliveries meet the faults that are set.</summary>
internal sealed class SubscriptionOutput(IServerStreamWriter<FetchResponse> stream, FaultList faults, HeldRequests held)
{
    public async Task SendAsync(string topic, FetchResponse response, CancellationToken cancellationToken)
    {
        var fault = response.Events.Count == 0 ? null : faults.Meet(DeliveryFaults.Method, topic);
        switch (fault?.Kind)
        {
            case null:
                break;
            case "slow" or "slowAnswer":
                await held.WaitAsync(fault, cancellationToken);
                break;
            case "duplicate":
                await stream.WriteAsync(response, cancellationToken);
                break;
            case var kind:
                throw DeliveryFaults.Refusal(kind);
        }

        await stream.WriteAsync(response, cancellationToken);
    }
}
