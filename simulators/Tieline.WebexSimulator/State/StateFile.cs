using System.Text.Json;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.State;

/// <summary>Loads the cloud's state when the simulator starts, and writes it soon after each change and at the end.</summary>
internal sealed class StateFile(WebexCloud cloud, WebexSimulatorOptions options) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private long saved;

    public void Load()
    {
        if (options.StateFile is not { } path || !File.Exists(path))
        {
            return;
        }

        try
        {
            var state = JsonSerializer.Deserialize<SavedState>(File.ReadAllBytes(path), WireJson.Options)!;
            cloud.Run(() => state.Into(cloud));
        }
        catch (JsonException mistake)
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
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        await File.WriteAllBytesAsync(path + ".new", bytes, cancellationToken);
        File.Move(path + ".new", path, overwrite: true);
        saved = version;
    }
}
