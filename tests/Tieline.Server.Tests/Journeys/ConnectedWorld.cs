using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Journeys;

/// <summary>One world for all tests of a class, with all five agents connected: its tests look only at what they made themselves.</summary>
public sealed class ConnectedWorld : IAsyncLifetime
{
    public TestWorld World { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        World = await TestWorld.StartAsync();
        await World.ConnectAsync(TestWorld.Ann, TestWorld.Bo, TestWorld.Carla, TestWorld.David, TestWorld.Eva);
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
