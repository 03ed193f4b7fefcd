namespace Tieline.WebexSimulator.Scenarios;

/// <summary>Scenarios in which a call moves on: forwarded, transferred, parked.</summary>
internal static class MovingScripts
{
    /// <summary>Nobody answers, so the call rings at a colleague, who does.</summary>
    public static IEnumerable<double> Forwarded(Scene scene)
    {
        var colleague = scene.Colleague();
        scene.RingDestination();
        yield return scene.Ring;
        if (scene.RingingAt(scene.Agent) is { } leg)
        {
            scene.SendOn(leg, colleague, "noAnswer");
        }

        yield return scene.Ring;
        scene.Answer(colleague);
        yield return scene.Talk;
        scene.CallerHangsUp();
    }

    public static IEnumerable<double> ToVoicemail(Scene scene)
    {
        scene.RingDestination();
        yield return scene.Ring;
        if (scene.RingingAt(scene.Agent) is { } leg)
        {
            scene.SendToVoicemail(leg);
        }

        yield return scene.Talk;
        scene.CallerHangsUp();
    }

    /// <summary>The agent answers, then sends the caller on to a colleague without asking.</summary>
    public static IEnumerable<double> BlindTransfer(Scene scene)
    {
        var colleague = scene.Colleague();
        scene.RingDestination();
        yield return scene.Ring;
        scene.Answer();
        yield return scene.Talk;
        if (scene.TalkOf(scene.Agent) is { } leg)
        {
            scene.SendOn(leg, colleague, "divert");
        }

        yield return scene.Ring;
        scene.Answer(colleague);
        yield return scene.Talk;
        scene.CallerHangsUp();
    }

    /// <summary>The agent asks a colleague in a second call, then joins the two: the colleague's remote party changes.</summary>
    public static IEnumerable<double> AttendedTransfer(Scene scene)
    {
        var colleague = scene.Colleague();
        scene.RingDestination();
        yield return scene.Ring;
        scene.Answer();
        yield return scene.Talk;
        var asking = scene.TalkOf(scene.Agent) is null ? null : scene.Ask(colleague);
        yield return scene.Ring;
        asking?.Answer(colleague);
        yield return scene.Talk;
        if (scene.TalkOf(scene.Agent) is { } first && asking?.TalkOf(scene.Agent) is { } second)
        {
            scene.Transfer(first, second);
        }

        yield return scene.Talk;
        scene.CallerHangsUp();
    }

    /// <summary>The agent parks the caller, then retrieves from the own desk: a new call id.</summary>
    public static IEnumerable<double> ParkedAndRetrieved(Scene scene)
    {
        var retriever = scene.Request.TransferTo is null ? scene.Agent : scene.Colleague();
        scene.RingDestination();
        yield return scene.Ring;
        scene.Answer();
        yield return scene.Talk;
        if (scene.TalkOf(scene.Agent) is { } leg)
        {
            scene.Park(leg);
        }

        yield return scene.Talk;
        var waits = scene.Caller is { Live: true, Peer: null };
        if (waits)
        {
            scene.Retrieve(retriever);
        }

        yield return scene.Ring;
        scene.LiftRetrieval(retriever);
        yield return scene.Talk;
        scene.CallerHangsUp();
    }
}
