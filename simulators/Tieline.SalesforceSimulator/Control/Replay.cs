namespace Tieline.SalesforceSimulator.Control;

/// <summary>A request kept whole, to be carried out after its connection is gone.</summary>
public static class Replay
{
    public static async Task<HttpContext> OfAsync(HttpContext context, IServiceProvider services)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        body.Position = 0;
        var copy = new DefaultHttpContext { RequestServices = services };
        (copy.Request.Method, copy.Request.Path, copy.Request.QueryString) = (context.Request.Method, context.Request.Path, context.Request.QueryString);
        (copy.Request.Scheme, copy.Request.Host, copy.Request.Body) = (context.Request.Scheme, context.Request.Host, body);
        foreach (var (name, values) in context.Request.Headers) copy.Request.Headers[name] = values;
        return copy;
    }
}
