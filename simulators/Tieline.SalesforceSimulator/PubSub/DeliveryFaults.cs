using Grpc.Core;

namespace Tieline.SalesforceSimulator.PubSub;

/// <summary>How a fault sounds on the Pub/Sub API. Deliveries meet faults as method <c>DELIVER</c> and the topic as path.</summary>
internal static class DeliveryFaults
{
    public const string Method = "DELIVER";

    public static RpcException Refusal(string kind) => kind switch
    {
        "sessionExpired" => PubSubRefusal.Unauthenticated("Authentication error: session expired or invalid"),
        "requestLimitExceeded" => PubSubRefusal.LimitExceeded(),
        "tooManyRequests" => PubSubRefusal.TooMany(),
        "internalError" or "lockRow" => PubSubRefusal.Internal(),
        _ => PubSubRefusal.Unavailable(),
    };
}
