namespace Tieline.Server.Calls;

internal static class CallsSetup
{
    public static void AddCalls(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CallBoard>();
        builder.Services.AddSingleton<CallNotes>();
        builder.Services.AddSingleton<CallControl>();
        builder.Services.AddHostedService<CallSweep>();
    }
}
