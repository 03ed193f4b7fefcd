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

        var user = org.Sessions.Find(RestPipeline.Bearer(context.Request))?.UserId;
        var username = user is null ? null : org.Run(() => org.Records.Find(user)?.Text("Username"));
        var query = context.Request.QueryString.Value is { Length: > 0 } given ? given : null;
        var index = org.Usage.Add(org.Clock.Now, context.Request.Method, context.Request.Path.Value!, username, query);
        context.Response.OnStarting(() =>
        {
            if (!context.Items.ContainsKey(Cut)) org.Usage.Answered(index, context.Response.StatusCode);
            return Task.CompletedTask;
        });
        await next(context);
    }
}
