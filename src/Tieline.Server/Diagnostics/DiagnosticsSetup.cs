using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Tieline.Server.Diagnostics;

internal static class DiagnosticsSetup
{
    public static void AddDiagnostics(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton<Clock, SystemClock>();
        builder.AddLogLines();
        builder.AddTelemetry();
        builder.Services.AddHealthChecks();
    }

    public static void MapDiagnostics(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Ok()).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { ResponseWriter = HealthAnswer.WriteAsync }).AllowAnonymous();
        app.MapMetrics();
    }
}
