using Tieline.Server.Connections;
using Tieline.Webex;

namespace Tieline.Server.Calls;

/// <summary>
/// What an agent does with calls from Tieline's pages. Each command is checked against what the call and the device can do, and sent once:
/// when the answer is lost it is not repeated, because the state of the call tells what came of it.
/// See https://developer.webex.com/docs/api/v1/call-controls.
/// </summary>
public sealed partial class CallControl(CloudClients clients, CallBoard board, CallNotes notes, ILogger<CallControl> logger)
{
    /// <summary>Rings the agent's own device (or <paramref name="endpointId"/> alone), then the destination: a number as people write it, an extension or an address.</summary>
    public async Task<CallControlResult> DialAsync(AgentLine line, string destination, string? endpointId = null, CancellationToken cancellationToken = default)
    {
        var number = DialedNumber.Read(destination, line.Country);
        return number.Destination is null
            ? new(CallControlKind.BadNumber, number.Problem!, destination)
            : await SendAsync(line, async webex => Begun(await webex.Calls.DialAsync(number.Destination, At(endpointId), cancellationToken)), cancellationToken);
    }

    /// <summary>
    /// Answers on the preferred device, or on <paramref name="endpointId"/>. Not every device can be answered from afar and Webex does not tell which:
    /// a refusal is remembered for this call.
    /// </summary>
    public Task<CallControlResult> AnswerAsync(AgentLine line, string callSessionId, string? endpointId = null, CancellationToken cancellationToken = default) =>
        WithAsync(line, callSessionId, CallCommand.Answer, call => AnswerAsync(line, call, endpointId, cancellationToken), cancellationToken);

    public Task<CallControlResult> RejectAsync(AgentLine line, string callSessionId, CancellationToken cancellationToken = default) =>
        WithAsync(line, callSessionId, CallCommand.Reject, call => RejectAsync(line, call, cancellationToken), cancellationToken);

    /// <summary>Hangs up; a call that still rings here is rejected.</summary>
    public Task<CallControlResult> EndAsync(AgentLine line, string callSessionId, CancellationToken cancellationToken = default) =>
        WithAsync(
            line, callSessionId, CallCommand.End,
            call => CallAbilities.WhyNot(CallCommand.Reject, call) is null
                ? RejectAsync(line, call, cancellationToken)
                : DoAsync(line, webex => webex.Calls.HangupAsync(call.CallId, cancellationToken), cancellationToken),
            cancellationToken);

    /// <summary>Hangs up a call that was started here and of which nothing was heard since.</summary>
    /// <param name="line">Whose telephone.</param>
    /// <param name="callId">As <see cref="DialAsync"/> gave it.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<CallControlResult> HangUpUnheardAsync(AgentLine line, string callId, CancellationToken cancellationToken = default) =>
        DoAsync(line, webex => webex.Calls.HangupAsync(callId, cancellationToken), cancellationToken);

    public Task<CallControlResult> HoldAsync(AgentLine line, string callSessionId, CancellationToken cancellationToken = default) =>
        WithAsync(
            line, callSessionId, CallCommand.Hold,
            call => DoAsync(line, webex => webex.Calls.HoldAsync(call.CallId, cancellationToken), cancellationToken), cancellationToken);

    public Task<CallControlResult> ResumeAsync(AgentLine line, string callSessionId, CancellationToken cancellationToken = default) =>
        WithAsync(
            line, callSessionId, CallCommand.Resume,
            call => DoAsync(line, webex => webex.Calls.ResumeAsync(call.CallId, cancellationToken), cancellationToken), cancellationToken);

    public Task<CallControlResult> MuteAsync(AgentLine line, string callSessionId, CancellationToken cancellationToken = default) =>
        WithAsync(line, callSessionId, CallCommand.Mute, call => MuteAsync(line, call, mute: true, cancellationToken), cancellationToken);

    public Task<CallControlResult> UnmuteAsync(AgentLine line, string callSessionId, CancellationToken cancellationToken = default) =>
        WithAsync(line, callSessionId, CallCommand.Unmute, call => MuteAsync(line, call, mute: false, cancellationToken), cancellationToken);

    /// <param name="line">Whose telephone.</param>
    /// <param name="callSessionId">The call.</param>
    /// <param name="tones">0-9, *, #, A-D; a comma is a pause.</param>
    /// <param name="cancellationToken">Gives up waiting; the tones may have been sent.</param>
    public Task<CallControlResult> SendDtmfAsync(AgentLine line, string callSessionId, string tones, CancellationToken cancellationToken = default) =>
        tones.Length is 0 or > 64 || tones.AsSpan().ContainsAnyExcept("0123456789*#ABCDabcd,")
            ? Task.FromResult(new CallControlResult(CallControlKind.NotPossible, CallSentences.TonesNotUnderstood))
            : WithAsync(
                line, callSessionId, CallCommand.SendDtmf,
                call => DoAsync(line, webex => webex.Calls.TransmitDtmfAsync(call.CallId, tones, cancellationToken), cancellationToken), cancellationToken);

    /// <summary>Sends a ringing or running call on to <paramref name="destination"/>, or to the agent's voicemail when null.</summary>
    public Task<CallControlResult> DivertAsync(AgentLine line, string callSessionId, string? destination, CancellationToken cancellationToken = default) =>
        WithDestinationAsync(line, callSessionId, CallCommand.Divert, destination, cancellationToken);

    /// <summary>Blind transfer: the destination rings, the agent is out of the call.</summary>
    public Task<CallControlResult> TransferAsync(AgentLine line, string callSessionId, string destination, CancellationToken cancellationToken = default) =>
        WithDestinationAsync(line, callSessionId, CallCommand.Transfer, destination, cancellationToken);

    /// <summary>Attended transfer: joins the party of <paramref name="callSessionId"/> with that of the agent's second call.</summary>
    public Task<CallControlResult> TransferAttendedAsync(AgentLine line, string callSessionId, string secondCallSessionId, CancellationToken cancellationToken = default) =>
        callSessionId == secondCallSessionId
            ? Task.FromResult(new CallControlResult(CallControlKind.NotPossible, CallSentences.NeedsSecondCall))
            : WithAsync(
                line, callSessionId, CallCommand.TransferAttended,
                first => WithAsync(line, secondCallSessionId, CallCommand.TransferAttended, second => JoinAsync(line, first, second, cancellationToken), cancellationToken),
                cancellationToken);

    /// <summary>Parks against <paramref name="destination"/>, or against the agent's own line when null; the place is in the result's detail.</summary>
    public Task<CallControlResult> ParkAsync(AgentLine line, string callSessionId, string? destination = null, CancellationToken cancellationToken = default) =>
        WithAsync(line, callSessionId, CallCommand.Park, call => ParkAsync(line, call, destination, cancellationToken), cancellationToken);

    /// <summary>Takes back a call parked at <paramref name="destination"/>, or at the agent's own line when null.</summary>
    public Task<CallControlResult> RetrieveAsync(AgentLine line, string? destination = null, CancellationToken cancellationToken = default) =>
        SendAsync(line, async webex => Begun(await webex.Calls.RetrieveAsync(destination, null, cancellationToken)), cancellationToken);

    /// <summary>The agent's devices; empty when not signed in or Webex does not tell.</summary>
    public async Task<IReadOnlyList<AnswerEndpoint>> EndpointsAsync(AgentLine line, CancellationToken cancellationToken = default)
    {
        var found = new List<AnswerEndpoint>();
        await SendAsync(line, Ask, cancellationToken);
        return found;

        async Task<CallControlResult> Ask(WebexClient webex)
        {
            var set = await webex.AnswerEndpoints.GetAsync(line.PersonId, cancellationToken);
            found.AddRange(set.Endpoints.Select(endpoint => new AnswerEndpoint(
                endpoint.Id, endpoint.Name ?? endpoint.Id, endpoint.Type == EndpointType.Application, endpoint.Id == set.PreferredAnswerEndpointId)));
            return Done;
        }
    }
}
