namespace Tieline.Server.Admin;

internal static class AdminSetup
{
    public static void AddAdmin(this WebApplicationBuilder builder)
    {
    }

    public static void MapAdmin(this WebApplication app)
    {
    }
}
