using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Rules;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>The control doors refuse members they do not know, and say which: a misspelt setting must not pass for one that was made.</summary>
public static class StrictBodies
{
    private const int MostLevels = 32;

    public static IServiceCollection AddStrictBodies(this IServiceCollection services) => services
        .ConfigureHttpJsonOptions(json => json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)
        .Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);

    public static IApplicationBuilder UseStrictBodies(this IApplicationBuilder app) => app.Use(async (HttpContext context, RequestDelegate next) =>
    {
        try
        {
            if (IsSetting(context.Request)) await CheckAsync(context.Request);
            await next(context);
        }
        catch (SalesforceRefusal mistake) when (IsSetting(context.Request))
        {
            await PeopleDoors.Problem(mistake.Message).ExecuteAsync(context);
        }
        catch (BadHttpRequestException mistake) when (context.Request.Path.StartsWithSegments("/control"))
        {
            await PeopleDoors.Problem(mistake.InnerException?.Message ?? mistake.Message).ExecuteAsync(context);
        }
    });

    private static bool IsSetting(HttpRequest request) => request.Path.StartsWithSegments("/control") && request.Method == "POST" && request.HasJsonContentType();

    /// <summary>Reads the body as strictly as REST does, and leaves it to be read again.</summary>
    private static async Task CheckAsync(HttpRequest request)
    {
        request.EnableBuffering();
        using var reader = new StreamReader(request.Body, leaveOpen: true);
        if (await reader.ReadToEndAsync(request.HttpContext.RequestAborted) is { Length: > 0 } body && HasGap(RestJson.Parse(body, MostLevels)) && !request.Path.StartsWithSegments("/control/faults")) throw RestJson.Unreadable("A list holds null");
        request.Body.Position = 0;
    }

    private static bool HasGap(JsonNode json) => json switch
    {
        JsonArray list => list.Any(item => item is null || HasGap(item)),
        JsonObject members => members.Any(member => member.Value is { } value && HasGap(value)),
        _ => false,
    };
}
