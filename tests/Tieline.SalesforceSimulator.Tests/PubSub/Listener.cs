using Eventbus.V1;
using Grpc.Core;

namespace Tieline.SalesforceSimulator.Tests.PubSub;

/// <summary>One open subscription.</summary>
internal sealed class Listener : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly PubSubClient client;
    private readonly AsyncDuplexStreamingCall<FetchRequest, FetchResponse> call;
    private readonly Queue<HeardEvent> heard = new();
    private Task<bool>? reading;

    public Listener(PubSubClient client, AsyncDuplexStreamingCall<FetchRequest, FetchResponse> call) => (this.client, this.call) = (client, call);

    /// <summary>Something was answered, or the call has ended, and nobody has looked at it yet.</summary>
    public bool HasAnswer => (reading ??= call.ResponseStream.MoveNext(CancellationToken.None)).IsCompleted;

    /// <summary>The last answer, events or not.</summary>
    public FetchResponse Last { get; private set; } = new();

    public Task AskAsync(FetchRequest request) => call.RequestStream.WriteAsync(request);

    public Task AskAsync(int requested) => AskAsync(new FetchRequest { NumRequested = requested });

    /// <summary>The next answer; null when the org ended the stream without an error.</summary>
    public async Task<FetchResponse?> AnswerAsync()
    {
        _ = HasAnswer;
        var (mine, more) = (reading!, false);
        more = await mine.WaitAsync(Patience);
        reading = null;
        return more ? Last = call.ResponseStream.Current : null;
    }

    /// <summary>The next event, decoded with the schema it names.</summary>
    public async Task<HeardEvent> NextAsync()
    {
        while (heard.Count == 0)
            foreach (var one in (await AnswerAsync() ?? throw new InvalidOperationException("The stream has ended.")).Events)
                heard.Enqueue(await HeardEvent.ReadAsync(client, one));
        return heard.Dequeue();
    }

    /// <summary>The status and error code with which the stream ends; answers before it are passed over.</summary>
    public async Task<(StatusCode Status, string? ErrorCode)> EndAsync()
    {
        try
        {
            while (await AnswerAsync() is not null)
            {
            }

            return (StatusCode.OK, null);
        }
        catch (RpcException end)
        {
            return (end.StatusCode, end.Trailers.GetValue("error-code"));
        }
    }

    public void Dispose() => call.Dispose();
}
