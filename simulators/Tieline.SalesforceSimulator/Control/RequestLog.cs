using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>Remembers each request to the cloud's own paths for <c>GET /control/usage</c>.</summary>
public sealed class RequestLog(RequestDelegate next, SalesforceOrg org)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (!path.StartsWith("/services", StringComparison.Ordinal) && !path.StartsWith("/id/", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        var at = org.Clock.Now;
        var user = org.Sessions.Find(RestPipeline.Bearer(context.Request))?.UserId;
        try
        {
            await next(context);
        }
        finally
        {
            var status = context.RequestAborted.IsCancellationRequested ? 0 : context.Response.StatusCode;
            var username = user is null ? null : org.Run(() => org.Records.Find(user)?.Text("Username"));
            org.Usage.Add(at, context.Request.Method, path, status, username, context.Request.QueryString.Value is { Length: > 0 } query ? query : null);
        }
    }
}
