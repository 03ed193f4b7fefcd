using Tieline.WebexSimulator.Cloud;

namespace Tieline.WebexSimulator.Calls;

/// <summary>What a number outside does when it is called.</summary>
internal sealed record OutsideBehaviour(string Behaviour, double AfterSeconds)
{
    public static readonly string[] Names = ["answer", "busy", "noAnswer", "reject"];
}

/// <summary>Everybody whom the cloud does not serve, and how soon people lift their own device after a click-to-dial.</summary>
internal sealed class OutsideWorld(WebexCloud cloud)
{
    /// <summary>Null: a number outside rings until somebody acts for it.</summary>
    public double? AnswerAfterSeconds { get; set; } = 2;

    /// <summary>Null: the agent's own device rings until somebody lifts it.</summary>
    public double? DeviceAnswersAfterSeconds { get; set; } = 1;

    public Dictionary<string, OutsideBehaviour> Numbers { get; } = [];

    public void Reset()
    {
        AnswerAfterSeconds = 2;
        DeviceAnswersAfterSeconds = 1;
        Numbers.Clear();
    }

    /// <summary>Rings a number outside on behalf of <paramref name="caller"/>, and lets it behave as it was told.</summary>
    public void Ring(End caller, Party party, bool scripted)
    {
        var end = cloud.Switchboard.AddOutside(caller.Session, party, EndState.Alerting);
        end.Caller = caller;
        caller.Ringing.Add(end);
        var behaviour = Numbers.GetValueOrDefault(party.Number ?? "")
            ?? (AnswerAfterSeconds is { } seconds ? new OutsideBehaviour("answer", seconds) : null);
        if (behaviour is not null && !scripted)
        {
            cloud.After(TimeSpan.FromSeconds(behaviour.AfterSeconds), () => Behave(end, behaviour));
        }
    }

    /// <summary>Lets somebody outside act: returns false when the call does not allow it in its present state.</summary>
    public bool Act(OutsideEnd end, string action)
    {
        var board = cloud.Switchboard;
        switch (action)
        {
            case "answer" when end.Caller is not null:
                board.Connect(end);
                return true;
            case "reject" or "busy" when end.Caller is not null:
                board.Reject(end);
                return true;
            case "hangup" when end.Live:
                board.HangUp(end);
                return true;
            case "hold" when end is { Talking: true, OnHold: false }:
                board.Hold(end);
                return true;
            case "resume" when end is { Talking: true, OnHold: true }:
                board.Resume(end);
                return true;
            default:
                return false;
        }
    }

    private void Behave(OutsideEnd end, OutsideBehaviour behaviour)
    {
        if (end is { Live: true, Caller: not null })
        {
            Act(end, behaviour.Behaviour == "noAnswer" ? "hangup" : behaviour.Behaviour);
        }
    }
}
