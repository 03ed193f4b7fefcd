using Microsoft.AspNetCore.DataProtection;

namespace Tieline.Server.Connections;

internal static class ConnectionsSetup
{
    public static void AddConnections(this WebApplicationBuilder builder)
    {
        builder.Services.AddDataProtection().SetApplicationName("Tieline");
        builder.Services.AddSingleton<CloudClients>();
        builder.Services.AddSingleton<Tenants>();
        builder.Services.AddSingleton<WebhookSubscriptions>();
    }

    public static void MapConnections(this WebApplication app)
    {
    }
}
