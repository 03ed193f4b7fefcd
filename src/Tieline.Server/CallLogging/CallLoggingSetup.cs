namespace Tieline.Server.CallLogging;

internal static class CallLoggingSetup
{
    public static void AddCallLogging(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CallLogs>();
    }

    public static void MapCallLogging(this WebApplication app)
    {
    }
}
