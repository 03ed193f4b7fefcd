namespace Tieline.Server.CallLogging;

internal static class CallLoggingSetup
{
    public static void AddCallLogging(this WebApplicationBuilder builder)
    {
    }

    public static void MapCallLogging(this WebApplication app)
    {
    }
}
