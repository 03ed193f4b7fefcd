namespace Tieline.WebexSimulator.Time;

/// <summary>Keeps the running clock's timers going for as long as the simulator is up.</summary>
internal sealed class ClockFollower(SimulatedClock clock) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => clock.FollowAsync(stoppingToken);
}
