using Tieline.WebexSimulator.Cloud;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>What will happen in meetings by itself, each step at its instant of the simulator's clock.</summary>
internal sealed class MeetingPlan(WebexCloud cloud)
{
    public void Add(PlannedStep step)
    {
        cloud.Meetings.Plan.Add(step);
        Arm(step);
    }

    /// <summary>After a restart: what is still to happen happens, what fell due meanwhile at once.</summary>
    public void Resume() => cloud.Meetings.Plan.ForEach(Arm);

    private void Arm(PlannedStep step) => cloud.After(step.Due - cloud.Clock.Now, () =>
    {
        if (cloud.Meetings.Plan.Remove(step))
        {
            new PlannedSteps(cloud).Do(step);
            cloud.Changed();
        }
    });
}
