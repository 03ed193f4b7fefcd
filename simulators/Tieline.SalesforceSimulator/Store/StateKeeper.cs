namespace Tieline.SalesforceSimulator.Store;

/// <summary>Writes the state file soon after each change and at the stop.</summary>
public sealed partial class StateKeeper(SalesforceOrg org, SalesforceSimulatorOptions options, ILogger<StateKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);
    private int changed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.StateFile is null) return;
        org.Changed += Note;
        Note();
        using var pause = new PeriodicTimer(Rest);
        while (!stoppingToken.IsCancellationRequested)
        {
            SaveIfChanged();
            await pause.WaitForNextTickAsync(stoppingToken).AsTask().ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        org.Changed -= Note;
        SaveIfChanged();
    }

    private void Note() => Interlocked.Exchange(ref changed, 1);

    private void SaveIfChanged()
    {
        if (options.StateFile is null || Interlocked.Exchange(ref changed, 0) == 0) return;
        try
        {
            StateFile.Save(org, options.StateFile);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException) // The org goes on without its file.
        {
            Note();
            Log.NotSaved(log, options.StateFile, problem);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The org's state could not be written to {File}; it is tried again.")]
        public static partial void NotSaved(ILogger logger, string file, Exception problem);
    }
}
