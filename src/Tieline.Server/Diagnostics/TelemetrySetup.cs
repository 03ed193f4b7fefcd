using System.Security.Cryptography;
using System.Text;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Tieline.Server.Diagnostics;

/// <summary>Metrics at <c>/metrics</c>; traces, metrics and logs to a collector when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one.</summary>
internal static class TelemetrySetup
{
    private const string Ours = "Tieline.*";
    private const string WebhookPath = "/hooks/webex/";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var hasCollector = !string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService(
            "tieline", serviceVersion: typeof(TelemetrySetup).Assembly.GetName().Version?.ToString(3)));
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter(Ours, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Components", "System.Runtime").AddPrometheusExporter();
            if (hasCollector)
            {
                metrics.AddOtlpExporter();
            }
        });
        if (hasCollector)
        {
            telemetry.WithTracing(traces => traces.AddSource(Ours).AddAspNetCoreInstrumentation(Instrument).AddHttpClientInstrumentation().AddOtlpExporter());
            builder.Logging.AddOpenTelemetry(logs =>
            {
                logs.IncludeScopes = true; // Ours alone: see OurScopes.
                logs.AddOtlpExporter();
            });
        }
    }

    /// <summary>
    /// For those who hold the metrics key, and for scrapers on this machine while the server is reached without a proxy: behind one every request
    /// comes from this machine.
    /// </summary>
    public static void MapMetrics(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<TielineOptions>();
        var key = Encoding.UTF8.GetBytes("Bearer " + options.MetricsKey);
        var trustsThisMachine = options.PublicAddress == options.Url;
        app.UseOpenTelemetryPrometheusScrapingEndpoint(context => context.Request.Path == "/metrics" && MayRead(context, key, trustsThisMachine));
    }

    private static bool MayRead(HttpContext context, byte[] key, bool trustsThisMachine)
    {
        var given = Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString());
        var hasKey = key.Length > "Bearer ".Length && CryptographicOperations.FixedTimeEquals(given, key);
        var isLocal = trustsThisMachine && context.Connection.RemoteIpAddress is { } address && System.Net.IPAddress.IsLoopback(address) && !context.Request.Headers.ContainsKey("X-Forwarded-For");
        return hasKey || isLocal;
    }

    private static void Instrument(OpenTelemetry.Instrumentation.AspNetCore.AspNetCoreTraceInstrumentationOptions options)
    {
        options.Filter = context => !context.Request.Path.StartsWithSegments("/health") && context.Request.Path != "/metrics";
        options.EnrichWithHttpRequest = (activity, request) =>
        {
            if (request.Path.Value?.StartsWith(WebhookPath, StringComparison.OrdinalIgnoreCase) == true)
            {
                activity.SetTag("url.path", WebhookPath + "{webhookKey}");
            }
        };
    }
}
