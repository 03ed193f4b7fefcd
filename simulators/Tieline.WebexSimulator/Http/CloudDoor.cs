using Tieline.WebexSimulator.Cloud;

namespace Tieline.WebexSimulator.Http;

/// <summary>The outermost layer of the cloud's paths: tracking id, usage log, and refusals written in the cloud's words.</summary>
internal sealed class CloudDoor(RequestDelegate next, WebexCloud cloud, UsageLog usage)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments("/v1"))
        {
            await next(http);
            return;
        }

        var trackingId = "ROUTERGW_" + Guid.NewGuid().ToString("D");
        http.Response.Headers["Trackingid"] = trackingId;
        try
        {
            await next(http);
            if (!http.Response.HasStarted && http.Response.StatusCode is 404 or 405 && http.Response.ContentLength is null)
            {
                await RefuseAsync(http, http.Response.StatusCode == 404 ? WebexFailure.NotFound() : new WebexFailure(405, "Method not allowed."), trackingId);
            }
        }
        catch (WebexFailure failure)
        {
            await RefuseAsync(http, failure, trackingId);
        }
        finally
        {
            usage.Add(cloud.Clock.Now, http, http.RequestAborted.IsCancellationRequested ? 0 : http.Response.StatusCode);
        }
    }

    private static Task RefuseAsync(HttpContext http, WebexFailure failure, string trackingId) =>
        Reply.Failure(failure, trackingId).WriteAsync(http);
}
