using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Panels;

/// <summary>The embedded pages, through HTTP.</summary>
public sealed class PanelPageTests : IAsyncLifetime
{
    private TestWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await TestWorld.StartAsync();
        await _world.ConnectAsync(TestWorld.Ann);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("softphone")]
    [InlineData("make-a-call")]
    [InlineData("call-log")]
    public async Task A_connected_org_may_frame_its_panels_and_nobody_else(string panel)
    {
        using var page = await _world.Http.GetAsync($"/panels/{panel}?org={_world.OrgId}", TestWorld.Stop);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.EndsWith($"frame-ancestors {_world.Salesforce.Address}", policy, StringComparison.Ordinal);
        Assert.False(page.Headers.Contains("X-Frame-Options"));
        Assert.False(page.Headers.Contains("Set-Cookie"));
        Assert.Equal("no-referrer", Assert.Single(page.Headers.GetValues("Referrer-Policy")));
        Assert.True(page.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?org=00D000000000000AAA")]
    [InlineData("?org=%3Cscript%3E")]
    public async Task An_unknown_org_may_not_frame_anything(string query)
    {
        using var page = await _world.Http.GetAsync($"/panels/softphone{query}", TestWorld.Stop);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.EndsWith("frame-ancestors 'none'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_address_says_cannot_break_out_of_the_page()
    {
        var page = await _world.Http.GetStringAsync($"/panels/call-log?org={_world.OrgId}&call={Uri.EscapeDataString("</script><script>alert(1)</script>")}", TestWorld.Stop);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_CTI_is_loaded_from_the_orgs_own_host_only()
    {
        var ours = Uri.EscapeDataString(_world.Salesforce.Address);
        using var known = await _world.Http.GetAsync($"/panels/softphone?org={_world.OrgId}&sfdcIframeOrigin={ours}", TestWorld.Stop);
        Assert.Contains($"script-src 'self' {_world.Salesforce.Address};", known.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var foreign = await _world.Http.GetAsync($"/panels/softphone?org={_world.OrgId}&sfdcIframeOrigin=https%3A%2F%2Fevil.example", TestWorld.Stop);
        Assert.Contains("script-src 'self';", foreign.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("evil", await foreign.Content.ReadAsStringAsync(TestWorld.Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_is_not_Salesforces_may_frame_the_page_and_runs_no_script_in_it()
    {
        using var admin = _world.NewAdmin();
        using var changed = await admin.PatchAsJsonAsync($"/admin/api/tenants/{_world.TenantId}", new { hostOrigins = new[] { _world.Salesforce.Address, "https://evil.example" } }, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        using var page = await _world.Http.GetAsync($"/panels/home?org={_world.OrgId}&sfdcIframeOrigin=https%3A%2F%2Fevil.example", TestWorld.Stop);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.EndsWith("https://evil.example", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("\"openCti\":\"https://evil", await page.Content.ReadAsStringAsync(TestWorld.Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/panels/panel.js")]
    [InlineData("/panels/panel.css")]
    [InlineData("/slds/styles/salesforce-lightning-design-system.min.css")]
    [InlineData("/slds/icons/utility-sprite/svg/symbols.svg")]
    [InlineData("/slds/icons/License-for-icons.txt")]
    [InlineData("/_framework/blazor.server.js")]
    public async Task The_pages_files_are_found_also_when_another_program_hosts_the_server(string path)
    {
        using var file = await _world.Http.GetAsync(path, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.NotEmpty(await file.Content.ReadAsByteArrayAsync(TestWorld.Stop));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?access_token=forged")]
    public async Task A_circuit_needs_a_session(string query)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(CircuitAddress(query), TestWorld.Stop));
        Assert.Equal(HttpStatusCode.Unauthorized, socket.HttpStatusCode);
    }

    [Fact]
    public async Task A_circuit_with_a_session_is_not_compressed()
    {
        using var panel = await _world.OpenPanelAsync(TestWorld.Ann);
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        await socket.ConnectAsync(CircuitAddress($"?access_token={Uri.EscapeDataString(panel.Session)}"), TestWorld.Stop);
        Assert.Equal(HttpStatusCode.SwitchingProtocols, socket.HttpStatusCode);
        Assert.False(socket.HttpResponseHeaders!.ContainsKey("Sec-WebSocket-Extensions"));
    }

    [Fact]
    public async Task The_session_in_a_circuits_address_is_not_logged()
    {
        using var panel = await _world.OpenPanelAsync(TestWorld.Ann);
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(CircuitAddress($"?access_token={Uri.EscapeDataString(panel.Session)}"), TestWorld.Stop);
        Assert.DoesNotContain(_world.Log.Lines, line => line.Contains(panel.Session, StringComparison.Ordinal));
    }

    private Uri CircuitAddress(string query) => new($"{_world.Address.Replace("http:", "ws:", StringComparison.Ordinal)}/_blazor{query}");
}
