namespace Tieline.SalesforceSimulator.Rest;

/// <summary>The cloud reads <c>//services/data</c> as <c>/services/data</c>; some clients send it so.</summary>
public sealed class CollapseSlashes(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        if (path.StartsWith("//", StringComparison.Ordinal)) context.Request.Path = "/" + path.TrimStart('/');
        return next(context);
    }
}
