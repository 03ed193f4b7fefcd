using Tieline.Webex.Http;

namespace Tieline.Webex;

/// <summary>
/// What a Service App or an admin may do with the calls of a member (a person, workspace or virtual line) of its organization
/// (<c>spark-admin:calls_read</c>, <c>spark-admin:calls_write</c>): dial, answer, hang up and look. Hold, mute, transfer, tones and park need the person's own sign-in.
/// </summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls">Call controls</a>.</remarks>
public sealed class MemberCallsApi
{
    private readonly WebexPipeline _pipeline;

    internal MemberCallsApi(WebexPipeline pipeline) => _pipeline = pipeline;

    /// <summary>Dials for a member: the member's own device rings first.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/dial-by-member-id">Dial by member id</a>.</remarks>
    public Task<PlacedCall> DialAsync(string memberId, string destination, RingAt? ringAt, CancellationToken cancellationToken) =>
        _pipeline.SendAsync<PlacedCall>(
            Command(memberId, "dial", new DialRequest(destination, ringAt?.EndpointId, ringAt?.SingleNumberReachPhoneNumber)), cancellationToken);

    /// <summary>Answers a member's ringing call.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/answer-by-member-id">Answer by member id</a>.</remarks>
    public Task AnswerAsync(string memberId, string callId, string? endpointId, CancellationToken cancellationToken) =>
        _pipeline.SendAsync(Command(memberId, "answer", new AnswerRequest(callId, endpointId)), cancellationToken);

    /// <summary>Ends a member's call.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/hangup-by-member-id">Hangup by member id</a>.</remarks>
    public Task HangupAsync(string memberId, string callId, CancellationToken cancellationToken) =>
        _pipeline.SendAsync(Command(memberId, "hangup", new CallRequest(callId)), cancellationToken);

    /// <summary>All calls of a member at this moment.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/list-calls-by-member-id">List calls by member id</a>.</remarks>
    public async Task<IReadOnlyList<Call>> ListAsync(string memberId, CancellationToken cancellationToken)
    {
        var request = new WebexRequest("MemberCalls.List", HttpMethod.Get, Of(memberId) + "calls");
        var page = await _pipeline.SendAsync<Paging.Page<Call>>(request, cancellationToken).ConfigureAwait(false);
        return page.Items ?? [];
    }

    /// <summary>One call of a member, or null when there is no such call.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/get-call-details-by-member-id">Get call details by member id</a>.</remarks>
    public async Task<Call?> GetAsync(string memberId, string callId, CancellationToken cancellationToken)
    {
        try
        {
            var request = new WebexRequest("MemberCalls.Get", HttpMethod.Get, $"{Of(memberId)}calls/{Uri.EscapeDataString(callId)}");
            return await _pipeline.SendAsync<Call>(request, cancellationToken).ConfigureAwait(false);
        }
        catch (WebexException problem) when (problem.Kind == WebexErrorKind.NotFound)
        {
            return null;
        }
    }

    private static WebexRequest Command(string memberId, string command, object body) =>
        new("MemberCalls." + char.ToUpperInvariant(command[0]) + command[1..], HttpMethod.Post, Of(memberId) + command, body);

    private static string Of(string memberId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(memberId);
        return $"telephony/calls/members/{Uri.EscapeDataString(memberId)}/";
    }
}
