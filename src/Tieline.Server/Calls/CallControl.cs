namespace Tieline.Server.Calls;

/// <summary>
/// What an agent does with calls from Tieline's pages. Each command is checked against what the call and the device can do, and sent once:
/// when the answer is lost it is not repeated, because the state of the call tells what came of it.
/// </summary>
public sealed class CallControl
{
    /// <summary>Rings the agent's own device (or <paramref name="endpointId"/> alone), then the destination: a number as people write it, an extension or an address.</summary>
    public Task<CallControlResult> DialAsync(AgentLine line, string destination, string? endpointId = null, CancellationToken cancellationToken = default) => Later();

    public Task<CallControlResult> AnswerAsync(AgentLine line, string callSessionId, string? endpointId = null, CancellationToken cancellationToken = default) => Later();

    public Task<CallControlResult> RejectAsync(AgentLine line, string callSessionId, CancellationToken cancellationToken = default) => Later();

    public Task<CallControlResult> EndAsync(AgentLine line, string callSessionId, CancellationToken cancellationToken = default) => Later();

    public Task<CallControlResult> HoldAsync(AgentLine line, string callSessionId, CancellationToken cancellationToken = default) => Later();

    public Task<CallControlResult> ResumeAsync(AgentLine line, string callSessionId, CancellationToken cancellationToken = default) => Later();

    public Task<CallControlResult> MuteAsync(AgentLine line, string callSessionId, CancellationToken cancellationToken = default) => Later();

    public Task<CallControlResult> UnmuteAsync(AgentLine line, string callSessionId, CancellationToken cancellationToken = default) => Later();

    /// <param name="tones">0-9, *, #, A-D; a comma is a pause.</param>
    public Task<CallControlResult> SendDtmfAsync(AgentLine line, string callSessionId, string tones, CancellationToken cancellationToken = default) => Later();

    /// <summary>Sends a ringing or running call on to <paramref name="destination"/>, or to the agent's voicemail when null.</summary>
    public Task<CallControlResult> DivertAsync(AgentLine line, string callSessionId, string? destination, CancellationToken cancellationToken = default) => Later();

    /// <summary>Blind transfer: the destination rings, the agent is out of the call.</summary>
    public Task<CallControlResult> TransferAsync(AgentLine line, string callSessionId, string destination, CancellationToken cancellationToken = default) => Later();

    /// <summary>Attended transfer: joins the party of <paramref name="callSessionId"/> with that of the agent's second call.</summary>
    public Task<CallControlResult> TransferAttendedAsync(AgentLine line, string callSessionId, string secondCallSessionId, CancellationToken cancellationToken = default) => Later();

    /// <summary>Parks against <paramref name="destination"/>, or against the agent's own line when null; the place is in the result's detail.</summary>
    public Task<CallControlResult> ParkAsync(AgentLine line, string callSessionId, string? destination = null, CancellationToken cancellationToken = default) => Later();

    /// <summary>Takes back a call parked at <paramref name="destination"/>, or at the agent's own line when null.</summary>
    public Task<CallControlResult> RetrieveAsync(AgentLine line, string? destination = null, CancellationToken cancellationToken = default) => Later();

    /// <summary>The agent's devices; empty when not signed in or Webex does not tell.</summary>
    public Task<IReadOnlyList<AnswerEndpoint>> EndpointsAsync(AgentLine line, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<AnswerEndpoint>>([]);

    // Signatures first, so that the windows can be built against them: until the clients land nobody is signed in.
    private static Task<CallControlResult> Later() => Task.FromResult(new CallControlResult(CallControlKind.NotSignedIn, CallSentences.NotSignedIn));
}
