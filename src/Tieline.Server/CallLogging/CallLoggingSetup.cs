using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Web;
using Tieline.Server.Deliveries;

namespace Tieline.Server.CallLogging;

internal static class CallLoggingSetup
{
    public static void AddCallLogging(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<CallLogs>();
        services.Configure<CircuitOptions>(circuit => circuit.RootComponents.RegisterForJavaScript<CallLogWindow>("tieline-call-log"));
        services.AddSingleton<CallerLookup>();
        services.AddSingleton<OrgTasks>();
        services.AddSingleton<CallLogOutcome>();
        services.AddSingleton<IDeliver, CallLogDelivery>();
        services.AddSingleton<IDeliver, CallLogRecheck>();
        foreach (var rule in CallRetention.Rules)
        {
            services.AddSingleton(rule);
        }
    }

    public static void MapCallLogging(this WebApplication app) => app.MapCallLogEndpoints();
}
