using Grpc.Core;

namespace Tieline.SalesforceSimulator.PubSub;

/// <summary>
/// Refusals in the cloud's words: a gRPC status, and the trailer <c>error-code</c>; <see cref="RpcIds"/> adds <c>rpc-id</c>.
/// See https://developer.salesforce.com/docs/platform/pub-sub-api/guide/handle-errors.html
/// </summary>
internal static class PubSubRefusal
{
    private const string Prefix = "sfdc.platform.eventbus.grpc.";

    public static RpcException Unauthenticated(string message) => Of(StatusCode.Unauthenticated, "service.auth.error", message);

    public static RpcException ApiDisabled() => Of(StatusCode.PermissionDenied, "service.auth.api.disabled", "The API is not enabled for this user.");

    public static RpcException BadMetadata(string name) => Of(StatusCode.Unauthenticated, "service.auth.headers.invalid", $"The metadata {name} is missing or not valid.");

    public static RpcException UnknownTopic(string name) =>
        Of(StatusCode.NotFound, "topic.not.found", $"The topic {name} was not found. Ensure that the topic exists and that you have access to it.");

    public static RpcException NotAllowed(string topic) => Of(StatusCode.PermissionDenied, "subscription.fetch.topic.not.allowed", $"The user does not have the permissions to subscribe to {topic}.");

    public static RpcException UnknownSchema(string id) => Of(StatusCode.NotFound, "schema.not.found", $"The schema {id} was not found.");

    public static RpcException TopicChanged() => Of(StatusCode.InvalidArgument, "subscription.fetch.topic.mismatch", "The topic cannot change within a subscription.");

    public static RpcException BadRequestCount() => Of(StatusCode.InvalidArgument, "subscription.fetch.requested.events.invalid", "num_requested must be greater than 0.");

    public static RpcException CorruptReplayId() => Of(StatusCode.InvalidArgument, "subscription.fetch.replayid.corrupted", "The Replay ID is corrupted. Ensure that the Replay ID is valid.");

    public static RpcException UnknownReplayId() =>
        Of(StatusCode.InvalidArgument, "subscription.fetch.replayid.validation.failed", "The Replay ID validation failed. Ensure that the Replay ID is valid and within the retention window.");

    public static RpcException LimitExceeded() => Of(StatusCode.ResourceExhausted, "subscription.limit.exceeded", "You have exceeded the event delivery limit for your org.");

    public static RpcException CannotPublish(string topic) => Of(StatusCode.PermissionDenied, "publish.topic.not.allowed", $"Events cannot be published on {topic}.");

    public static RpcException NothingToPublish() => Of(StatusCode.InvalidArgument, "publish.events.empty", "A publish request has one event or more.");

    public static RpcException PublisherSilent() => Of(StatusCode.DeadlineExceeded, "publish.stream.idle.timeout", "No publish request was received for 70 seconds. Open a new stream to go on.");

    public static RpcException UnknownSubscription(string name) => Of(StatusCode.NotFound, "subscription.managed.not.found", $"The managed subscription {name} was not found.");

    public static RpcException SubscriptionNotRunning(string name) => Of(StatusCode.FailedPrecondition, "subscription.managed.not.running", $"The managed subscription {name} is not in the state RUN.");

    public static RpcException Unavailable() => Of(StatusCode.Unavailable, "service.unavailable", "The service is temporarily unavailable. Try again later.");

    public static RpcException Internal() => Of(StatusCode.Internal, "service.internal.error", "An internal error occurred.");

    public static RpcException TooMany() => Of(StatusCode.ResourceExhausted, "service.limit.exceeded", "Too many requests. Try again later.");

    public static RpcException Of(StatusCode status, string code, string message) =>
        new(new Status(status, message), new Grpc.Core.Metadata { { "error-code", Prefix + code } });
}
