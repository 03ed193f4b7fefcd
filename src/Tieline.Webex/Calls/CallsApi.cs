using Tieline.Webex.Http;

namespace Tieline.Webex;

/// <summary>
/// Call control by a third party: devices and apps ring and speak, this only tells them what to do. It needs the person's own token
/// (<c>spark:calls_read</c>, <c>spark:calls_write</c>) and Webex Calling; a Service App uses <see cref="MemberCallsApi"/>.
/// Commands answer when they are accepted: what came of them is told by the webhook.
/// </summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls">Call controls</a>.</remarks>
public sealed partial class CallsApi
{
    private readonly WebexPipeline _pipeline;

    internal CallsApi(WebexPipeline pipeline) => _pipeline = pipeline;

    /// <summary>All calls of the person at this moment.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/list-calls">List calls</a>.</remarks>
    public async Task<IReadOnlyList<Call>> ListAsync(CancellationToken cancellationToken)
    {
        var request = new WebexRequest("Calls.List", HttpMethod.Get, "telephony/calls");
        var page = await _pipeline.SendAsync<Paging.Page<Call>>(request, cancellationToken).ConfigureAwait(false);
        return page.Items ?? [];
    }

    /// <summary>One call, or null when there is no such call: it is gone as soon as it has ended.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/get-call-details">Get call details</a>.</remarks>
    public async Task<Call?> GetAsync(string callId, CancellationToken cancellationToken)
    {
        var request = new WebexRequest("Calls.Get", HttpMethod.Get, $"telephony/calls/{Path(callId)}");
        try
        {
            return await _pipeline.SendAsync<Call>(request, cancellationToken).ConfigureAwait(false);
        }
        catch (WebexException problem) when (problem.Kind == WebexErrorKind.NotFound)
        {
            return null;
        }
    }

    /// <summary>The last calls of one type, or of all types when <paramref name="type"/> is null; at most 20 of each, newest first.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/list-call-history">List call history</a>.</remarks>
    public async Task<IReadOnlyList<CallHistoryEntry>> HistoryAsync(CallHistoryType? type, CancellationToken cancellationToken)
    {
        var address = "telephony/calls/history" + (type is { } one ? "?type=" + Uri.EscapeDataString(one.Value) : "");
        var page = await _pipeline.SendAsync<Paging.Page<CallHistoryEntry>>(new WebexRequest("Calls.History", HttpMethod.Get, address), cancellationToken).ConfigureAwait(false);
        return page.Items ?? [];
    }

    private Task<PlacedCall> BeginAsync(string command, object body, CancellationToken cancellationToken) =>
        _pipeline.SendAsync<PlacedCall>(Command(command, body), cancellationToken);

    private Task DoAsync(string command, object body, CancellationToken cancellationToken) =>
        _pipeline.SendAsync(Command(command, body), cancellationToken);

    private static WebexRequest Command(string command, object body) =>
        new("Calls." + char.ToUpperInvariant(command[0]) + command[1..], HttpMethod.Post, "telephony/calls/" + command, body);

    private CallRequest The(string callId) => new(Given(callId));

    private static string Path(string callId) => Uri.EscapeDataString(Given(callId));

    private static string Given(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return value;
    }
}
