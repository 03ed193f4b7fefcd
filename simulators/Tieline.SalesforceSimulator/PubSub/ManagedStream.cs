using System.Buffers.Binary;
using Google.Protobuf;
using Grpc.Core;
using Tieline.SalesforceSimulator.PubSub.Contract;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.PubSub;

/// <summary>A managed subscription's stream as an ordinary one; commits are answered on the way, between deliveries.</summary>
internal sealed class ManagedStream(SalesforceOrg org, SalesforceRecord subscription, IAsyncStreamReader<ManagedFetchRequest> requests, IServerStreamWriter<ManagedFetchResponse> responses) : IAsyncStreamReader<FetchRequest>, IServerStreamWriter<FetchResponse>, IDisposable
{
    private readonly SemaphoreSlim writing = new(1);
    private bool first = true;

    public FetchRequest Current { get; private set; } = new();

    public WriteOptions? WriteOptions { get; set; }

    /// <summary>The next request for events; the first is the one that opened the stream.</summary>
    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        while (first || await requests.MoveNext(cancellationToken))
        {
            first = false;
            var request = requests.Current;
            if (request.CommitReplayIdRequest is { } commit) await CommitAsync(commit, cancellationToken);
            if (request.NumRequested == 0 && request.CommitReplayIdRequest is not null) continue;
            // One that names another is refused as one that changes its topic.
            Current = new FetchRequest { TopicName = IsOther(request) ? "another" : "", NumRequested = request.NumRequested };
            return true;
        }

        return false;
    }

    public Task WriteAsync(FetchResponse message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(FetchResponse message, CancellationToken cancellationToken)
    {
        var managed = new ManagedFetchResponse { LatestReplayId = message.LatestReplayId, PendingNumRequested = message.PendingNumRequested, RpcId = message.RpcId };
        managed.Events.AddRange(message.Events);
        return SendAsync(managed, cancellationToken);
    }

    public void Dispose() => writing.Dispose();

    private bool IsOther(ManagedFetchRequest request) =>
        (request.SubscriptionId.Length > 0 && RecordIds.Normalize(request.SubscriptionId) != subscription.Id) || (request.DeveloperName.Length > 0 && !request.DeveloperName.Equals(subscription.Text("DeveloperName"), StringComparison.OrdinalIgnoreCase));

    private async Task CommitAsync(CommitReplayRequest commit, CancellationToken cancellationToken)
    {
        var answer = new CommitReplayResponse { CommitRequestId = commit.CommitRequestId, ReplayId = commit.ReplayId, ProcessTime = org.Clock.Now.ToUnixTimeMilliseconds() };
        if (commit.ReplayId.Length == sizeof(long) && BinaryPrimitives.ReadInt64BigEndian(commit.ReplayId.Span) is var replayId && org.Bus.Holds(replayId)) ManagedSubscriptions.Commit(org, subscription.Id, replayId);
        else answer.Error = new Error { Code = ErrorCode.Commit, Msg = "The Replay ID validation failed. Ensure that the Replay ID is valid and within the retention window." };
        await SendAsync(new ManagedFetchResponse { CommitResponse = answer, LatestReplayId = ByteString.CopyFrom(ChangeData.EventBus.Bytes(org.Bus.Last)), RpcId = org.Random.Guid(RpcIds.Purpose) }, cancellationToken);
    }

    private async Task SendAsync(ManagedFetchResponse response, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            await responses.WriteAsync(response, cancellationToken);
        }
        finally
        {
            writing.Release();
        }
    }
}
