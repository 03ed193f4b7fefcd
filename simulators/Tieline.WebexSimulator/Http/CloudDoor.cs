using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.OAuth;

namespace Tieline.WebexSimulator.Http;

/// <summary>The outermost layer of the cloud's paths: tracking id, usage log, and refusals written in the cloud's words.</summary>
internal sealed partial class CloudDoor(RequestDelegate next, WebexCloud cloud, UsageLog usage, ILogger<CloudDoor> logger)
{
    private static readonly string[] Own = ["/control", "/page", "/health"];

    public async Task InvokeAsync(HttpContext http)
    {
        if (!IsCloud(http.Request.Path))
        {
            await next(http);
            return;
        }

        var trackingId = "ROUTERGW_" + cloud.Draws.Uuid().ToString("D");
        http.Response.Headers["Trackingid"] = trackingId;
        // The time of the cloud, not of the machine.
        http.Response.Headers.Date = cloud.Clock.Now.UtcDateTime.ToString("r", System.Globalization.CultureInfo.InvariantCulture);
        // Listed as the answer begins: whoever has it may look at once whether it is there. An answer without a body begins after the end of this.
        var isListed = false;
        http.Response.OnStarting(() =>
        {
            List();
            return Task.CompletedTask;
        });
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
        catch (Exception refused) when (refused is BadHttpRequestException or InvalidDataException && !http.Response.HasStarted)
        {
            var status = (refused as BadHttpRequestException)?.StatusCode ?? 400;
            await RefuseAsync(http, new WebexFailure(status, "The request could not be understood by the server due to malformed syntax."), trackingId);
        }
        catch (Exception mistake) when (!http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
        {
            Log.Mistake(logger, http.Request.Method, http.Request.Path, mistake);
            await RefuseAsync(http, new WebexFailure(500, "Something went wrong on the server."), trackingId);
        }
        finally
        {
            List();
        }

        void List()
        {
            if (!isListed)
            {
                isListed = true;
                var unheard = http.RequestAborted.IsCancellationRequested || http.Items.ContainsKey(UsageLog.CutItem);
                usage.Add(cloud.Clock.Now, http, unheard ? 0 : http.Response.StatusCode);
            }
        }
    }

    /// <summary>The cloud's paths are all but the simulator's own: its page, its control doors and its sign of life.</summary>
    public static bool IsCloud(PathString path) =>
        path.HasValue && path != "/" && !Array.Exists(Own, own => path.StartsWithSegments(own));

    /// <summary>The identity broker refuses in its own words.</summary>
    private Task RefuseAsync(HttpContext http, WebexFailure failure, string trackingId) =>
        (http.Request.Path.StartsWithSegments("/idb") ? BrokerEndpoints.Refusal(failure) : Reply.Failure(failure, trackingId, cloud.Switches.RetryAfter)).WriteAsync(http);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Method} {Path} met a mistake of the simulator.")]
        public static partial void Mistake(ILogger logger, string method, string path, Exception mistake);
    }
}
