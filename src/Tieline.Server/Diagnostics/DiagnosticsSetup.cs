using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Tieline.Server.Diagnostics;

internal static class DiagnosticsSetup
{
    public static void AddDiagnostics(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton<Clock, SystemClock>();
    }

    public static void MapDiagnostics(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Ok());
        app.MapGet("/health/ready", () => Results.Ok());
    }
}
