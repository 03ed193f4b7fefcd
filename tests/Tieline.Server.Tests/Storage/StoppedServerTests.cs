using Tieline.Server.Storage;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Storage;

public class StoppedServerTests
{
    [Fact]
    public async Task What_still_runs_once_the_server_has_stopped_reads_nothing_and_makes_no_new_file()
    {
        await using var world = await TestWorld.StartAsync();
        var database = world.Get<Database>();
        await world.Server.StopAsync();
        Array.ForEach(Directory.GetFiles(world.DataFolder, "tieline.db*"), File.Delete);
        await Assert.ThrowsAsync<StorageStoppedException>(() => database.QueryAsync("SELECT 1", [], row => row.GetInt32(0), TestWorld.Stop));
        await Assert.ThrowsAsync<StorageStoppedException>(() => database.SizeAsync(TestWorld.Stop));
        Assert.Empty(Directory.GetFiles(world.DataFolder, "tieline.db*"));
    }
}
