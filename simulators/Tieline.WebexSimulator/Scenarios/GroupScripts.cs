namespace Tieline.WebexSimulator.Scenarios;

/// <summary>Scenarios in which several people or several calls ring.</summary>
internal static class GroupScripts
{
    /// <summary>The group rings; the agent named in <c>to</c> answers, or its first member.</summary>
    public static IEnumerable<double> HuntGroup(Scene scene)
    {
        scene.RingDestination(scene.Group());
        yield return scene.Ring;
        scene.Answer(scene.Agent);
        yield return scene.Talk;
        scene.CallerHangsUp();
    }

    /// <summary>The agent's line rings at a colleague's phone as well, and the colleague is quicker.</summary>
    public static IEnumerable<double> AnsweredElsewhere(Scene scene)
    {
        var colleague = scene.Colleague();
        scene.RingDestination();
        scene.RingToo(colleague);
        yield return scene.Ring;
        scene.Answer(colleague);
        yield return scene.Talk;
        scene.CallerHangsUp();
    }

    /// <summary>A second caller rings while the agent talks; answering puts the first on hold.</summary>
    public static IEnumerable<double> TwoAtOnce(Scene scene)
    {
        scene.RingDestination();
        yield return scene.Ring;
        scene.Answer();
        yield return scene.Talk;
        var second = scene.SecondCaller();
        second.RingDestination();
        yield return scene.Ring;
        second.Answer();
        yield return scene.Talk;
        second.CallerHangsUp();
        scene.Resume(scene.Agent);
        yield return scene.Talk;
        scene.CallerHangsUp();
    }
}
