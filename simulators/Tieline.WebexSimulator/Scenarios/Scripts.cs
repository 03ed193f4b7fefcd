using Tieline.WebexSimulator.Calls;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Scenarios;

/// <summary>The scenarios of POST /control/calls. A script yields the seconds until its next step.</summary>
internal static class Scripts
{
    private static readonly Dictionary<string, Func<Scene, IEnumerable<double>>> Table = new()
    {
        ["answered"] = Answered,
        ["unanswered"] = CallerGivesUp,
        ["callerHangsUp"] = CallerGivesUp,
        ["rejected"] = Rejected,
        ["busy"] = Busy,
        ["heldAndResumed"] = HeldAndResumed,
        ["agentToAgent"] = Answered,
        ["withheld"] = Answered,
        ["extensionOnly"] = Answered,
        ["alreadyRunning"] = AlreadyRunning,
        ["manual"] = Manual,
        ["huntGroup"] = GroupScripts.HuntGroup,
        ["answeredElsewhere"] = GroupScripts.AnsweredElsewhere,
        ["twoAtOnce"] = GroupScripts.TwoAtOnce,
        ["forwarded"] = MovingScripts.Forwarded,
        ["toVoicemail"] = MovingScripts.ToVoicemail,
        ["blindTransfer"] = MovingScripts.BlindTransfer,
        ["attendedTransfer"] = MovingScripts.AttendedTransfer,
        ["parkedAndRetrieved"] = MovingScripts.ParkedAndRetrieved,
    };

    public static IEnumerable<string> Names => Table.Keys;

    public static Func<Scene, IEnumerable<double>>? Find(string name) => Table.GetValueOrDefault(name);

    private static IEnumerable<double> Answered(Scene scene)
    {
        scene.RingDestination();
        yield return scene.Ring;
        scene.Answer();
        yield return scene.Talk;
        scene.CallerHangsUp();
    }

    private static IEnumerable<double> CallerGivesUp(Scene scene)
    {
        scene.RingDestination();
        yield return scene.Ring;
        if (scene.Caller.Peer is null)
        {
            scene.CallerHangsUp();
        }
    }

    private static IEnumerable<double> Rejected(Scene scene)
    {
        scene.RingDestination();
        yield return scene.Ring;
        scene.Reject();
    }

    /// <summary>The line is busy: it does not ring, and nobody but the caller learns of the call.</summary>
    private static IEnumerable<double> Busy(Scene scene)
    {
        if (scene.Destination is Destination.ToPerson to)
        {
            var before = to.Person.LineBusy;
            to.Person.LineBusy = true;
            scene.RingDestination();
            to.Person.LineBusy = before;
            yield break;
        }

        scene.RingDestination();
        scene.Reject();
    }

    private static IEnumerable<double> HeldAndResumed(Scene scene)
    {
        scene.RingDestination();
        yield return scene.Ring;
        scene.Answer();
        yield return scene.Talk;
        scene.Hold(scene.Agent);
        yield return scene.Talk;
        scene.Resume(scene.Agent);
        yield return scene.Talk;
        scene.CallerHangsUp();
    }

    /// <summary>The call is answered at once, so that whoever signs in afterwards finds it running.</summary>
    private static IEnumerable<double> AlreadyRunning(Scene scene)
    {
        scene.RingDestination();
        scene.Answer();
        yield return scene.Talk;
        scene.CallerHangsUp();
    }

    private static IEnumerable<double> Manual(Scene scene)
    {
        scene.RingDestination();
        yield break;
    }
}
