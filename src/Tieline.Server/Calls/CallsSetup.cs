namespace Tieline.Server.Calls;

internal static class CallsSetup
{
    public static void AddCalls(this WebApplicationBuilder builder)
    {
    }
}
