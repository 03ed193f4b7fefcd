using Tieline.Webex;

namespace Tieline.Server.Calls;

/// <summary>The commands that need more than one step.</summary>
public sealed partial class CallControl
{
    private async Task<CallControlResult> AnswerAsync(AgentLine line, CallView call, string? endpointId, CancellationToken cancellationToken)
    {
        var result = await DoAsync(line, webex => webex.Calls.AnswerAsync(call.CallId, endpointId, cancellationToken), cancellationToken);
        // Refused for the device's sake, or because it rings no more: only the call itself can tell.
        return result.Sentence == CallSentences.Refused ? await SendAsync(line, WhyRefusedAsync, cancellationToken) : result;

        async Task<CallControlResult> WhyRefusedAsync(WebexClient webex)
        {
            if (await webex.Calls.GetAsync(call.CallId, cancellationToken) is not { } stands)
            {
                return new(CallControlKind.Gone, CallSentences.AlreadyEnded);
            }

            if (stands.State != CallState.Alerting)
            {
                await notes.NoteSeenAsync(call.TenantId, call.PersonId, stands with { CallSessionId = call.CallSessionId }, CancellationToken.None);
                return new(CallControlKind.NotPossible, CallSentences.NotRinging);
            }

            if (endpointId is null)
            {
                await notes.NoteDeedAsync(call, AgentDeed.CannotAnswerHere, null, withdrawn: false, CancellationToken.None);
            }

            return result with { Sentence = CallSentences.DeviceCannotAnswer };
        }
    }

    private Task<CallControlResult> RejectAsync(AgentLine line, CallView call, CancellationToken cancellationToken) =>
        NotedAsync(call, AgentDeed.Rejected, null, () => DoAsync(line, webex => webex.Calls.RejectAsync(call.CallId, null, cancellationToken), cancellationToken));

    private async Task<CallControlResult> MuteAsync(AgentLine line, CallView call, bool mute, CancellationToken cancellationToken)
    {
        var result = await DoAsync(
            line, webex => mute ? webex.Calls.MuteAsync(call.CallId, cancellationToken) : webex.Calls.UnmuteAsync(call.CallId, cancellationToken), cancellationToken);
        if (result.IsDone)
        {
            // No webhook is promised for it, so that it is noted here.
            await notes.NoteDeedAsync(call, mute ? AgentDeed.Muted : AgentDeed.Unmuted, null, withdrawn: false, CancellationToken.None);
        }

        return result;
    }

    private Task<CallControlResult> WithDestinationAsync(
        AgentLine line, string callSessionId, CallCommand command, string? destination, CancellationToken cancellationToken)
    {
        var number = destination is null ? new DialedNumber(null, null) : DialedNumber.Read(destination, line.Country);
        return number.Problem is { } problem
            ? Task.FromResult(new CallControlResult(CallControlKind.BadNumber, problem, destination))
            : WithAsync(line, callSessionId, command, Divert, cancellationToken);

        Task<CallControlResult> Divert(CallView call) => NotedAsync(
            call, call.AnsweredAt is null ? AgentDeed.Diverted : AgentDeed.Transferred, number.Destination,
            () => DoAsync(line, webex => webex.Calls.DivertAsync(call.CallId, number.Destination, number.Destination is null, cancellationToken), cancellationToken));
    }

    private Task<CallControlResult> JoinAsync(AgentLine line, CallView first, CallView second, CancellationToken cancellationToken) => NotedAsync(
        first, AgentDeed.Transferred, second.Remote.Number,
        () => DoAsync(line, webex => webex.Calls.TransferAsync(first.CallId, second.CallId, null, cancellationToken), cancellationToken));

    private Task<CallControlResult> ParkAsync(AgentLine line, CallView call, string? destination, CancellationToken cancellationToken)
    {
        return SendAsync(line, Park, cancellationToken);

        async Task<CallControlResult> Park(WebexClient webex)
        {
            var place = await webex.Calls.ParkAsync(call.CallId, destination, isGroupPark: false, cancellationToken);
            var shown = place.Number ?? place.Name ?? destination ?? "";
            await notes.NoteDeedAsync(call, AgentDeed.Parked, shown, withdrawn: false, CancellationToken.None);
            return Done with { Detail = shown };
        }
    }

    // Noted before it is sent, since the call's end may be told before the command is answered; taken back when it certainly was not carried out.
    private async Task<CallControlResult> NotedAsync(CallView call, AgentDeed deed, string? place, Func<Task<CallControlResult>> send)
    {
        await notes.NoteDeedAsync(call, deed, place, withdrawn: false, CancellationToken.None);
        var result = await send();
        if (!result.IsDone && result.Kind != CallControlKind.Unsure)
        {
            await notes.NoteDeedAsync(call, deed, place, withdrawn: true, CancellationToken.None);
        }

        return result;
    }
}
