using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;
using Tieline.Server.Settings;

namespace Tieline.Server.Doctor;

/// <summary>Examines each tenant every few hours; one server of the cluster does it.</summary>
internal sealed partial class ScheduledExaminations(
    Tenants tenants, SettingsStore settings, CheckStore store, Examiner examiner, Clock clock, ILogger<ScheduledExaminations> logger) : BackgroundService
{
    /// <summary>How often it is looked whether somebody is due.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (true)
        {
            // First a while in peace: a server that has just started has more urgent things to do.
            await clock.DelayAsync(Interval, stoppingToken);
            try
            {
                foreach (var tenant in (await tenants.AllAsync(stoppingToken)).Where(one => !one.IsLeaving))
                {
                    await LookAtAsync(tenant, stoppingToken);
                }
            }
            catch (Exception problem) when (problem is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, problem); // The next round tries again; the loop must not end.
            }
        }
    }

    private async Task LookAtAsync(Tenant tenant, CancellationToken stoppingToken)
    {
        var hours = (await settings.ForAsync(tenant.Id, null, null, stoppingToken)).Number(DoctorSettings.EveryHours);
        if (await store.TakeTurnAsync(tenant.Id, clock.UtcNow - TimeSpan.FromHours(hours), tenant.CreatedAt, stoppingToken))
        {
            await examiner.RunAsync(tenant.Id, null, stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A round of scheduled examinations failed; the next one is in five minutes")]
        public static partial void Failed(ILogger logger, Exception problem);
    }
}
