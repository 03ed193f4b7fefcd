using Grpc.Core;
using Grpc.Core.Interceptors;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.PubSub;

/// <summary>Gives each refusal the id of its call, as answers have one.</summary>
internal sealed class RpcIds(SalesforceOrg org) : Interceptor
{
    public const string Purpose = "rpc";

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        NamingAsync(() => continuation(request, context));

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        NamingAsync(async () => { await continuation(requestStream, responseStream, context); return true; });

    private async Task<T> NamingAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (RpcException refusal)
        {
            refusal.Trailers.Add("rpc-id", org.Random.Guid(Purpose));
            throw;
        }
    }
}
