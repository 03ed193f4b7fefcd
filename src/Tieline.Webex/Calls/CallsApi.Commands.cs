using System.Net;

namespace Tieline.Webex;

public sealed partial class CallsApi
{
    /// <summary>Dials: the person's own device rings first, and only when it is picked up the far end is called (click-to-dial).</summary>
    /// <param name="destination">Digits, E.164, a feature code such as <c>*73</c>, or <c>user@domain</c>.</param>
    /// <param name="ringAt">Where the person's own side shall ring; null for everywhere.</param>
    /// <param name="cancellationToken">Gives up waiting; the call may have begun nevertheless.</param>
    /// <exception cref="WebexException">Of kind <see cref="WebexErrorKind.Unsure"/> when the answer was lost: see <see cref="ListAsync"/> before dialling again.</exception>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/dial">Dial</a>.</remarks>
    public Task<PlacedCall> DialAsync(string destination, RingAt? ringAt, CancellationToken cancellationToken) =>
        BeginAsync("dial", new DialRequest(Given(destination), ringAt?.EndpointId, ringAt?.SingleNumberReachPhoneNumber), cancellationToken);

    /// <summary>Answers a ringing call on one device or app; refused unless that device rings and can be answered from afar.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/answer">Answer</a>.</remarks>
    public Task AnswerAsync(string callId, string? endpointId, CancellationToken cancellationToken) =>
        DoAsync("answer", new AnswerRequest(Given(callId), endpointId), cancellationToken);

    /// <summary>Rejects a ringing call; null leads the caller to busy treatment.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/reject">Reject</a>.</remarks>
    public Task RejectAsync(string callId, RejectAction? action, CancellationToken cancellationToken) =>
        DoAsync("reject", new RejectRequest(Given(callId), action?.Value), cancellationToken);

    /// <summary>Ends a call; a ringing inbound one is rejected as busy.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/hangup">Hangup</a>.</remarks>
    public Task HangupAsync(string callId, CancellationToken cancellationToken) => DoAsync("hangup", The(callId), cancellationToken);

    /// <summary>Holds a connected call.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/hold">Hold</a>.</remarks>
    public Task HoldAsync(string callId, CancellationToken cancellationToken) => DoAsync("hold", The(callId), cancellationToken);

    /// <summary>Goes on with a held call.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/resume">Resume</a>.</remarks>
    public Task ResumeAsync(string callId, CancellationToken cancellationToken) => DoAsync("resume", The(callId), cancellationToken);

    /// <summary>Mutes the person; only when <see cref="Call.MuteCapable"/>.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/mute">Mute</a>.</remarks>
    public Task MuteAsync(string callId, CancellationToken cancellationToken) => DoAsync("mute", The(callId), cancellationToken);

    /// <summary>Lets the person be heard again.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/unmute">Unmute</a>.</remarks>
    public Task UnmuteAsync(string callId, CancellationToken cancellationToken) => DoAsync("unmute", The(callId), cancellationToken);

    /// <summary>Leads a ringing or connected call elsewhere without asking there (blind transfer).</summary>
    /// <param name="callId">The call.</param>
    /// <param name="destination">Where to; may be null only with <paramref name="toVoicemail"/>, then to the person's own voicemail.</param>
    /// <param name="toVoicemail">To the voicemail of the destination.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/divert">Divert</a>.</remarks>
    public Task DivertAsync(string callId, string? destination, bool toVoicemail, CancellationToken cancellationToken) =>
        DoAsync("divert", new DivertRequest(Given(callId), destination, toVoicemail ? true : null), cancellationToken);

    /// <summary>
    /// Joins two calls and leaves them (attended transfer: <paramref name="callId1"/> and <paramref name="callId2"/>), or calls a
    /// <paramref name="destination"/> first while the caller is held (mute transfer). All three may be null when there are exactly two calls.
    /// </summary>
    /// <returns>The new call of a mute transfer; null for an attended one.</returns>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/transfer">Transfer</a>.</remarks>
    public async Task<PlacedCall?> TransferAsync(string? callId1, string? callId2, string? destination, CancellationToken cancellationToken)
    {
        var request = Command("transfer", new TransferRequest(callId1, callId2, destination));
        var answer = await _pipeline.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return answer.Status == HttpStatusCode.NoContent ? null : answer.Read<PlacedCall>(request);
    }

    /// <summary>Parks a call: against a destination, or in the person's park group.</summary>
    /// <returns>Where it is parked: fetch it there with <see cref="RetrieveAsync"/>. The call fetched has a new id.</returns>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/park">Park</a>.</remarks>
    public async Task<Party> ParkAsync(string callId, string? destination, bool isGroupPark, CancellationToken cancellationToken)
    {
        var request = Command("park", new ParkRequest(Given(callId), destination, isGroupPark ? true : null));
        var answer = await _pipeline.SendAsync<ParkResponse>(request, cancellationToken).ConfigureAwait(false);
        return answer.ParkedAgainst ?? new Party();
    }

    /// <summary>Fetches a parked call; a null <paramref name="destination"/> fetches what is parked against this person.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/retrieve">Retrieve</a>.</remarks>
    public Task<PlacedCall> RetrieveAsync(string? destination, RingAt? ringAt, CancellationToken cancellationToken) =>
        BeginAsync("retrieve", new RetrieveRequest(destination, ringAt?.EndpointId, ringAt?.SingleNumberReachPhoneNumber), cancellationToken);

    /// <summary>Sends tones: <c>0-9 * # A-D</c>, a comma is a pause.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/transmit-dtmf">Transmit DTMF</a>.</remarks>
    public Task TransmitDtmfAsync(string callId, string dtmf, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(dtmf) || dtmf.AsSpan().ContainsAnyExcept("0123456789*#ABCDabcd,"))
        {
            throw new ArgumentException("Tones are 0-9, *, #, A-D, and a comma for a pause.", nameof(dtmf));
        }

        return DoAsync("transmitDtmf", new DtmfRequest(Given(callId), dtmf.ToUpperInvariant()), cancellationToken);
    }

    /// <summary>Begins to record; only where recording is set to "on demand".</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/start-recording">Start recording</a>.</remarks>
    public Task StartRecordingAsync(string callId, CancellationToken cancellationToken) => DoAsync("startRecording", The(callId), cancellationToken);

    /// <summary>Ends the recording.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/stop-recording">Stop recording</a>.</remarks>
    public Task StopRecordingAsync(string callId, CancellationToken cancellationToken) => DoAsync("stopRecording", The(callId), cancellationToken);

    /// <summary>Pauses the recording.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/pause-recording">Pause recording</a>.</remarks>
    public Task PauseRecordingAsync(string callId, CancellationToken cancellationToken) => DoAsync("pauseRecording", The(callId), cancellationToken);

    /// <summary>Goes on recording.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/resume-recording">Resume recording</a>.</remarks>
    public Task ResumeRecordingAsync(string callId, CancellationToken cancellationToken) => DoAsync("resumeRecording", The(callId), cancellationToken);

    /// <summary>Hands a call from an executive's assistant to the executive.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/push">Push</a>.</remarks>
    public Task PushAsync(string callId, CancellationToken cancellationToken) => DoAsync("push", The(callId), cancellationToken);

    /// <summary>Takes a call that rings at a colleague; a null <paramref name="target"/> takes one from the pickup group.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/pickup">Pickup</a>.</remarks>
    public Task<PlacedCall> PickupAsync(string? target, RingAt? ringAt, CancellationToken cancellationToken) =>
        BeginAsync("pickup", new TargetRequest(target, ringAt?.EndpointId, ringAt?.SingleNumberReachPhoneNumber), cancellationToken);

    /// <summary>Joins a colleague's connected call.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/barge-in">Barge in</a>.</remarks>
    public Task<PlacedCall> BargeInAsync(string target, RingAt? ringAt, CancellationToken cancellationToken) =>
        BeginAsync("bargeIn", new TargetRequest(Given(target), ringAt?.EndpointId, ringAt?.SingleNumberReachPhoneNumber), cancellationToken);

    /// <summary>Moves the person's own connected call to another of the person's devices.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/pull">Pull</a>.</remarks>
    public Task<PlacedCall> PullAsync(string? endpointId, CancellationToken cancellationToken) =>
        BeginAsync("pull", new PullRequest(endpointId), cancellationToken);
}
