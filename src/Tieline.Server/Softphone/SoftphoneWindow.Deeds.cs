using Tieline.Server.CallerMatching;
using Tieline.Server.CallLogging;
using Tieline.Server.Calls;
using Tieline.Server.Lightning;

namespace Tieline.Server.Softphone;

/// <summary>What the buttons do.</summary>
public sealed partial class SoftphoneWindow
{
    // One press, one call: a second one is passed over until the browser has drawn what the first led to.
    private async Task DialAsync(DialRequest request)
    {
        if (_isDialing || Line is not { } line)
        {
            return;
        }

        var isFromField = Shown == Tab.Keypad;
        _isDialing = true;
        try
        {
            var result = await Control.DialAsync(line, request.Number);
            Tell(result);
            if (result.IsDone)
            {
                (_typed, _reopened, _selected, _tab) = (isFromField ? "" : _typed, null, result.CallSessionId, Tab.Call);
                await Desk.RefreshAsync();
            }
        }
        finally
        {
            _isDialed = true;
        }
    }

    private async Task<bool> CommandAsync(CallRequest request)
    {
        if (Line is not { } line)
        {
            return false;
        }

        var result = await (request.Command switch
        {
            CallCommand.Answer => Control.AnswerAsync(line, request.CallSessionId),
            CallCommand.Reject => Control.RejectAsync(line, request.CallSessionId),
            CallCommand.End => Control.EndAsync(line, request.CallSessionId),
            CallCommand.Hold => Control.HoldAsync(line, request.CallSessionId),
            CallCommand.Resume => Control.ResumeAsync(line, request.CallSessionId),
            CallCommand.Mute => Control.MuteAsync(line, request.CallSessionId),
            CallCommand.Unmute => Control.UnmuteAsync(line, request.CallSessionId),
            CallCommand.SendDtmf => Control.SendDtmfAsync(line, request.CallSessionId, request.Argument!),
            CallCommand.Divert => Control.DivertAsync(line, request.CallSessionId, request.Argument),
            CallCommand.Transfer => Control.TransferAsync(line, request.CallSessionId, request.Argument!),
            CallCommand.TransferAttended => Control.TransferAttendedAsync(line, request.CallSessionId, request.Argument!),
            CallCommand.Park => Control.ParkAsync(line, request.CallSessionId, request.Argument),
            _ => throw new ArgumentOutOfRangeException(nameof(request), request.Command, null),
        });
        Tell(result);
        if (result.IsDone && request.Command == CallCommand.Answer)
        {
            (_reopened, _selected) = (null, request.CallSessionId);
        }

        return result.IsDone;
    }

    // Where there is no line any more (signed out in another window), the screen says so in a moment.
    private AgentLine? Line => State.Agent is { PersonId: not null } agent ? agent.AsLine() : null;

    private async Task RetrieveAsync(CallView call)
    {
        if (Line is { } line)
        {
            Tell(await Control.RetrieveAsync(line, call.ParkedAt is { Length: > 0 } place ? place : null));
        }
    }

    private async Task SendOnAsync(CallView call, string? destination)
    {
        var command = _sheet == Sheet.Divert || destination is null ? CallCommand.Divert : CallCommand.Transfer;
        CloseSheet();
        await CommandAsync(new CallRequest(command, call.CallSessionId, destination));
    }

    // The first call waits on hold while the second is asked; both are then joined with "Connect them".
    private async Task AskFirstAsync(CallView call, string destination)
    {
        CloseSheet();
        if (call.Status == CallStatus.Held || await CommandAsync(new CallRequest(CallCommand.Hold, call.CallSessionId)))
        {
            await DialAsync(new DialRequest(destination));
        }
    }

    private async Task ChooseAsync(CallView call, CallerCandidate candidate)
    {
        _chosen[call.CallSessionId] = candidate;
        var draft = await Logs.DraftAsync(call.TenantId, call.CallSessionId, call.PersonId);
        await Logs.SaveFieldsAsync(draft.LinkTo(candidate));
        await Host.ScreenPopAsync(new HostPop(candidate.RecordId, candidate.ObjectName, null));
    }

    private Task NewRecordAsync(CallView call, string objectName)
    {
        var fields = new Dictionary<string, string>();
        if (call.Remote.Number is { Length: > 0 } number)
        {
            fields["Phone"] = number;
        }

        if (call.Remote.Name is { Length: > 0 } name)
        {
            fields["LastName"] = name;
        }

        return Host.ScreenPopAsync(new HostPop(null, null, new HostNewRecord(objectName, fields)));
    }

    private Task OpenRecordAsync(string recordId) => Host.ScreenPopAsync(new HostPop(recordId, null, null));

    private async Task DoneAsync(CallView call)
    {
        if (_reopened?.CallSessionId == call.CallSessionId)
        {
            _reopened = null;
        }

        _interrupted.Remove(call.CallSessionId);
        await Desk.LeaveAsync(call);
        if (_tab == Tab.Call) // Unless the agent went elsewhere meanwhile.
        {
            _tab = Front is { } next && (!next.IsOver || _interrupted.Contains(next.CallSessionId)) ? Tab.Call : Tab.Keypad;
        }
    }

    private Task<IReadOnlyList<FoundRecord>> SearchAsync(string text, IReadOnlyCollection<string> objects, CancellationToken cancellationToken) =>
        Records.FindAsync(State.Agent!.AsAsker(), text, objects, cancellationToken);

    private Task<IReadOnlyList<FoundRecord>> SearchColleaguesAsync(string text, CancellationToken cancellationToken) =>
        Records.FindAsync(State.Agent!.AsAsker(), text, ["User"], cancellationToken);

    private void Tell(CallControlResult result) => _problem = result.IsDone ? null : Say[result.Sentence, result.Detail ?? ""];
}
