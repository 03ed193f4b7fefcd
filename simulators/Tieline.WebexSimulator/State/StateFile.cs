using System.Text.Json;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.State;

/// <summary>
/// Loads the cloud's state when the simulator starts, and writes it within a second of each change and at the end.
/// A disk that does not take it is told of, and tried again; the cloud goes on.
/// </summary>
internal sealed partial class StateFile(WebexCloud cloud, WebexSimulatorOptions options, ILogger<StateFile> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private long saved;

    /// <summary>Why the last attempt to write failed; null when it did not.</summary>
    public string? Trouble { get; private set; }

    public void Load()
    {
        if (options.StateFile is not { } path || !File.Exists(path))
        {
            return;
        }

        try
        {
            var state = StateCheck.Read(File.ReadAllBytes(path));
            cloud.Run(() =>
            {
                state.Into(cloud);
                StateCheck.ShowAll(cloud);
            });
        }
        catch (Exception mistake) when (mistake is not (OutOfMemoryException or IOException))
        {
            throw new InvalidOperationException($"The Webex simulator's state file {path} cannot be read. Delete it to start afresh. {mistake.Message}", mistake);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await SaveAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var pause = new PeriodicTimer(Pause);
        while (options.StateFile is not null && !stoppingToken.IsCancellationRequested)
        {
            await SaveAsync(stoppingToken);
            await pause.WaitForNextTickAsync(stoppingToken);
        }
    }

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        if (options.StateFile is not { } path || cloud.Run(() => cloud.Version) == saved)
        {
            return;
        }

        var (version, bytes) = cloud.Run(() => (cloud.Version, JsonSerializer.SerializeToUtf8Bytes(SavedState.Of(cloud), WireJson.Options)));
        try
        {
            await WriteAsync(path, bytes, cancellationToken);
            (saved, Trouble) = (version, null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Trouble = failure.Message;
            Log.NotSaved(logger, path, failure.Message);
        }
    }

    private static async Task WriteAsync(string path, byte[] bytes, CancellationToken cancellationToken)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        await File.WriteAllBytesAsync(path + ".new", bytes, cancellationToken);
        File.Move(path + ".new", path, overwrite: true);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The state could not be saved to {Path}: {Reason}")]
        public static partial void NotSaved(ILogger logger, string path, string reason);
    }
}
