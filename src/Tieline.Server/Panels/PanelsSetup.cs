using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Tieline.Server.Lightning;
using Tieline.Server.Users;

namespace Tieline.Server.Panels;

internal static class PanelsSetup
{
    // A hidden tab's timers run once a minute at worst, so a page may be silent for longer than that and still be there.
    private static readonly TimeSpan ClientTimeout = TimeSpan.FromMinutes(2.5);

    public static void AddPanels(this WebApplicationBuilder builder)
    {
        // Run from a build folder, the pages' files are found through the build's manifest; a published server has none and needs none.
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddServerSideBlazor(circuit =>
        {
            circuit.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
            circuit.DisconnectedCircuitMaxRetained = 500;
        }).AddHubOptions(hub =>
        {
            hub.ClientTimeoutInterval = ClientTimeout;
            hub.KeepAliveInterval = TimeSpan.FromSeconds(15);
        });
        builder.Services.AddScoped<PanelHost>();
        builder.Services.AddSingleton<CanvasPages>();
        builder.Services.Configure<CircuitSchemes>(circuit => circuit.Names.Add(PanelSession.Scheme));

        // The circuit's address carries the session (browsers cannot send a header with a WebSocket): no log line may show it.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
    }

    public static void MapPanels(this WebApplication app)
    {
        app.MapStaticAssets();
        PanelEndpoints.Map(app);
        var schemes = string.Join(',', app.Services.GetRequiredService<IOptions<CircuitSchemes>>().Value.Names);
        app.MapBlazorHub(dispatcher =>
        {
            dispatcher.WebSockets.CloseTimeout = TimeSpan.FromSeconds(2);
            dispatcher.CloseOnAuthenticationExpiration = false;
        }).Add(endpoint => Guard(endpoint, schemes));
    }

    // The circuit asks for a session. Its two small companions (a list of start-up scripts, the goodbye of a closing page) are fetched without one.
    private static void Guard(EndpointBuilder endpoint, string schemes)
    {
        var path = (endpoint as RouteEndpointBuilder)?.RoutePattern.RawText ?? "";
        endpoint.Metadata.Add(path.Contains("initializers", StringComparison.Ordinal) || path.Contains("disconnect", StringComparison.Ordinal)
            ? new AllowAnonymousAttribute()
            : new AuthorizeAttribute { AuthenticationSchemes = schemes });
    }
}
