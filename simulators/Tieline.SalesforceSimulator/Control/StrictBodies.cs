using System.Text.Json.Serialization;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>The control doors refuse members they do not know, and say which: a misspelt setting must not pass for one that was made.</summary>
public static class StrictBodies
{
    public static IServiceCollection AddStrictBodies(this IServiceCollection services) => services
        .ConfigureHttpJsonOptions(json => json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)
        .Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);

    public static IApplicationBuilder UseStrictBodies(this IApplicationBuilder app) => app.Use(async (HttpContext context, RequestDelegate next) =>
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException mistake) when (context.Request.Path.StartsWithSegments("/control"))
        {
            await PeopleDoors.Problem(mistake.InnerException?.Message ?? mistake.Message).ExecuteAsync(context);
        }
    });
}
