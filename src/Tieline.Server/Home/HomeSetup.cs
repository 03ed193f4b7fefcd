using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Web;

namespace Tieline.Server.Home;

internal static class HomeSetup
{
    public static void AddHome(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<WebexNames>();
        builder.Services.Configure<CircuitOptions>(circuit => circuit.RootComponents.RegisterForJavaScript<HomePanel>("tieline-home"));
    }
}
