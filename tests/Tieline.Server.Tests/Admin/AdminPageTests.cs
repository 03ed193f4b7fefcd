using System.Net;
using System.Net.WebSockets;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Admin;

public sealed class AdminPageTests : IAsyncLifetime
{
    private TestWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await TestWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Nobody_may_frame_the_admins_pages()
    {
        using var page = await _world.Http.GetAsync("/admin/deliveries", TestWorld.Stop);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.EndsWith("frame-ancestors 'none'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.False(page.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task The_admin_key_buys_a_session_and_the_session_a_circuit()
    {
        using var stranger = await _world.Http.PostAsync("/admin/api/session", null, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        using var admin = _world.NewAdmin();
        var opened = await Simulator.ReadAsync(await admin.PostAsync("/admin/api/session", null, TestWorld.Stop));
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await CircuitAsync((string)opened["session"]!));
        Assert.Equal(HttpStatusCode.Unauthorized, await CircuitAsync(_world.AdminKey));
        _world.Clock.Advance(TimeSpan.FromHours(9));
        Assert.Equal(HttpStatusCode.Unauthorized, await CircuitAsync((string)opened["session"]!));
    }

    private async Task<HttpStatusCode> CircuitAsync(string token)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await socket.ConnectAsync(new($"{_world.Address.Replace("http:", "ws:", StringComparison.Ordinal)}/_blazor?access_token={Uri.EscapeDataString(token)}"), TestWorld.Stop);
        }
        catch (WebSocketException)
        {
            // The status tells why.
        }

        return socket.HttpStatusCode;
    }
}
