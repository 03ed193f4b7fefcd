using System.Diagnostics;

namespace Tieline.Bench.Org;

/// <summary>
/// Tells of each HTTP request that this process has sent: when it was handed to the connection and when the head of its answer was there.
/// Times are <see cref="Stopwatch"/> ticks: on Linux all processes of a machine share that clock.
/// </summary>
internal sealed class RequestsOut(Action<HttpRequestMessage, long, long> tell) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private static readonly HttpRequestOptionsKey<long> StartedAt = new("bench.started");

    public static void Listen(Action<HttpRequestMessage, long, long> tell) => DiagnosticListener.AllListeners.Subscribe(new RequestsOut(tell));

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "HttpHandlerDiagnosticListener")
        {
            value.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key is not ("System.Net.Http.HttpRequestOut.Start" or "System.Net.Http.HttpRequestOut.Stop"))
        {
            return;
        }

        // The event's content is a type without a name.
        var now = Stopwatch.GetTimestamp();
        var request = (HttpRequestMessage)value.Value!.GetType().GetProperty("Request")!.GetValue(value.Value)!;
        if (value.Key.EndsWith("Start", StringComparison.Ordinal))
        {
            request.Options.Set(StartedAt, now);
        }
        else if (request.Options.TryGetValue(StartedAt, out var started))
        {
            tell(request, started, now);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
