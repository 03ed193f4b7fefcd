using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Tieline.Server.Diagnostics;

/// <summary>What <c>/health/ready</c> says: one line per part, so that an operator sees which one is not ready. No details of an error leave the server here.</summary>
internal static class HealthAnswer
{
    public static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var parts = report.Entries.ToDictionary(part => part.Key, part => $"{part.Value.Status}: {part.Value.Description}");
        return context.Response.WriteAsJsonAsync(new { status = report.Status.ToString(), parts });
    }
}
