namespace Tieline.Server.ScreenPop;

internal static class ScreenPopSetup
{
    public static void AddScreenPop(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ScreenPops>();
    }
}
