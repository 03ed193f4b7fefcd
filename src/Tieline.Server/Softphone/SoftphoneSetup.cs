using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Web;

namespace Tieline.Server.Softphone;

internal static class SoftphoneSetup
{
    public static void AddSoftphone(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<AgentDesk>();
        builder.Services.Configure<CircuitOptions>(circuit =>
        {
            circuit.RootComponents.RegisterForJavaScript<SoftphonePanel>("tieline-softphone");
            circuit.RootComponents.RegisterForJavaScript<MakeACallPanel>("tieline-make-a-call");
        });
    }
}
