using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>Remembers each request to the cloud's own paths for <c>GET /control/usage</c>, before its answer can be seen.</summary>
public sealed class RequestLog(RequestDelegate next, SalesforceOrg org)
{
    /// <summary>Marks a request whose connection was cut by a fault; its status is told as 0.</summary>
    public const string Cut = "connection cut";

    public static bool IsCloudPath(PathString path) => path.StartsWithSegments("/services") || path.StartsWithSegments("/id");

    public async Task InvokeAsync(HttpContext context)
    {
        if (!IsCloudPath(context.Request.Path))
        {
            await next(context);
            return;
        }

        var query = context.Request.QueryString.Value is { Length: > 0 } given ? given : null;
        var index = org.Usage.Add(org.Clock.Now, context.Request.Method, context.Request.Path.Value!, CallerOf(context.Request), query);
        context.Response.OnStarting(() =>
        {
            if (!context.Items.ContainsKey(Cut)) org.Usage.Answered(index, context.Response.StatusCode);
            // The time of the org, not of the machine; a fault may have said another.
            if (context.Response.Headers.Date.Count == 0) context.Response.Headers.Date = org.Clock.Now.UtcDateTime.ToString("r", System.Globalization.CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });
        await next(context);
    }

    private Caller CallerOf(HttpRequest request) => org.Sessions.Find(RestPipeline.Bearer(request)) is { } session
        ? new Caller(org.Run(() => org.Records.Find(session.UserId)?.Text("Username")), session.ConsumerKey, session.Scope)
        : new Caller(null, null, null);
}
