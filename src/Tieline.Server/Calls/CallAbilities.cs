namespace Tieline.Server.Calls;

public enum CallCommand { Answer, Reject, End, Hold, Resume, Mute, Unmute, SendDtmf, Divert, Transfer, TransferAttended, Park }

/// <summary>Pure: what can be done with a call now. The softphone shows the reason beside a button that is off.</summary>
public static class CallAbilities
{
    /// <summary>Null when the command makes sense now, otherwise the resource key of the reason why not (<see cref="CallSentences"/>).</summary>
    public static string? WhyNot(CallCommand command, CallView call)
    {
        if (call.IsOver)
        {
            return CallSentences.AlreadyEnded;
        }

        var isRinging = call.IsRingingHere;
        var isTalking = call.Status is CallStatus.Connected or CallStatus.Held or CallStatus.RemoteHeld;
        return command switch
        {
            CallCommand.Answer => !isRinging ? CallSentences.NotRinging : call.CanAnswerHere ? null : CallSentences.DeviceCannotAnswer,
            CallCommand.Reject => isRinging ? null : CallSentences.NotRinging,
            CallCommand.End => null,
            CallCommand.Hold => WhyNotHold(call.Status),
            CallCommand.Resume => call.Status == CallStatus.Held ? null : CallSentences.NotHeld,
            CallCommand.Mute or CallCommand.Unmute => call.Status != CallStatus.Connected ? CallSentences.NotConnected : call.CanMute ? null : CallSentences.DeviceCannotMute,
            CallCommand.Divert => isRinging || isTalking ? null : CallSentences.NotConnected,
            CallCommand.SendDtmf or CallCommand.Transfer or CallCommand.TransferAttended or CallCommand.Park =>
                isTalking ? null : call.Status == CallStatus.Dialing ? CallSentences.OwnDeviceRings : CallSentences.NotConnected,
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
        };
    }

    private static string? WhyNotHold(CallStatus status) => status switch
    {
        CallStatus.Connected => null,
        CallStatus.RemoteHeld => CallSentences.HeldByOther,
        CallStatus.Dialing => CallSentences.OwnDeviceRings,
        _ => CallSentences.NotConnected,
    };
}
