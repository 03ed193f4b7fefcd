using Tieline.WebexSimulator.Calls;

namespace Tieline.WebexSimulator.Scenarios;

/// <summary>The scenarios of POST /control/calls. A script yields the seconds until its next step.</summary>
internal static class Scripts
{
    private static readonly Dictionary<string, Script> Table = new()
    {
        ["answered"] = new("The agent answers, they talk, the caller hangs up.", Answered),
        ["unanswered"] = new("Nobody answers, and the caller gives up.", CallerGivesUp),
        ["rejected"] = new("The agent sends the caller away.", Rejected),
        ["busy"] = new("The line is busy: it does not ring, and no notification is sent.", Busy),
        ["callerHangsUp"] = new("The caller hangs up while it rings.", CallerGivesUp),
        ["heldAndResumed"] = new("Talk, hold, talk again.", HeldAndResumed),
        ["forwarded"] = new("The agent does not answer; the call goes on to a colleague.", MovingScripts.Forwarded),
        ["toVoicemail"] = new("The agent does not answer; the voicemail does.", MovingScripts.ToVoicemail),
        ["huntGroup"] = new("The whole group rings; one answers.", GroupScripts.HuntGroup),
        ["blindTransfer"] = new("The agent sends the caller on to a colleague without asking.", MovingScripts.BlindTransfer),
        ["attendedTransfer"] = new("The agent asks a colleague first, then joins the two: the remote party changes.", MovingScripts.AttendedTransfer),
        ["parkedAndRetrieved"] = new("The agent parks the caller and fetches him back: a new call id.", MovingScripts.ParkedAndRetrieved),
        ["answeredElsewhere"] = new("The line rings at a colleague's phone too, and the colleague is quicker.", GroupScripts.AnsweredElsewhere),
        ["twoAtOnce"] = new("A second caller while the agent talks.", GroupScripts.TwoAtOnce),
        ["agentToAgent"] = new("One agent calls another. Put an agent's extension into Caller.", Answered),
        ["withheld"] = new("The caller hides name and number.", Answered),
        ["extensionOnly"] = new("The caller shows an extension only.", Answered),
        ["alreadyRunning"] = new("Answered at once: for an agent who signs in during the call.", AlreadyRunning),
        ["manual"] = new("Rings until somebody acts, here or by the API.", Manual),
    };

    public static IEnumerable<string> Names => Table.Keys;

    public static Dictionary<string, string> Descriptions => Table.ToDictionary(pair => pair.Key, pair => pair.Value.Description);

    public static Func<Scene, IEnumerable<double>>? Find(string name) => Table.GetValueOrDefault(name)?.Play;

    private sealed record Script(string Description, Func<Scene, IEnumerable<double>> Play);

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
