namespace Tieline.Server.Connections;

internal static class ConnectionsSetup
{
    public static void AddConnections(this WebApplicationBuilder builder)
    {
    }

    public static void MapConnections(this WebApplication app)
    {
    }
}
