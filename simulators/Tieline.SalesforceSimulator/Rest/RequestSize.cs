using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Tieline.SalesforceSimulator.Control;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>
/// Refuses an address of more than 16,384 bytes (414), and an address with headers of more than that together (431).
/// See https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm
/// </summary>
public sealed class RequestSize(RequestDelegate next)
{
    public const int Most = 16_384;

    public Task InvokeAsync(HttpContext context)
    {
        if (!RequestLog.IsCloudPath(context.Request.Path)) return next(context);
        var address = Encoding.UTF8.GetByteCount(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        if (address > Most) return RefuseAsync(context, StatusCodes.Status414UriTooLong, $"The address has {address} bytes; at most {Most} are taken.");
        var together = address + context.Request.Headers.Sum(h => h.Key.Length + Encoding.UTF8.GetByteCount(h.Value.ToString()));
        return together > Most
            ? RefuseAsync(context, StatusCodes.Status431RequestHeaderFieldsTooLarge, $"Address and headers have {together} bytes; at most {Most} are taken.")
            : next(context);
    }

    private static Task RefuseAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain;charset=UTF-8";
        return context.Response.WriteAsync(message, context.RequestAborted);
    }
}
