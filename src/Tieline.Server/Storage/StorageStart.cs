namespace Tieline.Server.Storage;

/// <summary>Readies the database before anything else starts, and drains the writer and shuts the database after everything else has stopped.</summary>
internal sealed class StorageStart(Database database, GroupCommitWriter writer) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await database.Engine.StartAsync(cancellationToken);
        writer.Start();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await writer.StopAsync();
        database.Stop();
    }
}
