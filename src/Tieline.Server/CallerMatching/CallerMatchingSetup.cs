namespace Tieline.Server.CallerMatching;

internal static class CallerMatchingSetup
{
    public static void AddCallerMatching(this WebApplicationBuilder builder)
    {
    }
}
