using Microsoft.Extensions.FileProviders;

namespace Tieline.SalesforceSimulator.Lightning;

/// <summary>
/// The shell's own files and the design system. They lie beside the simulator's assembly and are found there whichever
/// program hosts it: the content root belongs to that program.
/// </summary>
internal static class ShellFiles
{
    internal static string Folder { get; } = Path.Combine(Path.GetDirectoryName(typeof(ShellFiles).Assembly.Location) is { Length: > 0 } beside ? beside : AppContext.BaseDirectory, "salesforce-simulator");

    internal static string ReadPage(string name, string folder = "lightning") => File.ReadAllText(Path.Combine(Folder, folder, name));

    internal static void MapShellFiles(this IEndpointRouteBuilder app)
    {
        app.Serve("lightning", "/lightning/static", "no-cache");
        app.Serve("slds", "/slds", "public, max-age=86400");
    }

    internal static void Serve(this IEndpointRouteBuilder app, string folder, string address, string caching)
    {
        var path = Path.Combine(Folder, folder);
        if (!Directory.Exists(path))
            throw new InvalidOperationException($"The Lightning shell's files are missing: {path}. Build Tieline.SalesforceSimulator again; its build copies them there.");
        var files = app.CreateApplicationBuilder();
        files.Use(WithoutEndpoint);
        files.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(path),
            RequestPath = address,
            OnPrepareResponse = served =>
            {
                served.Context.Response.Headers.CacheControl = caching;
                served.Context.Response.Headers.XContentTypeOptions = "nosniff";
            },
        });
        app.MapMethods($"{address}/{{**file}}", [HttpMethods.Get, HttpMethods.Head], files.Build());
    }

    // The static files leave a request alone that already has an endpoint, and this one's endpoint is they themselves.
    private static Task WithoutEndpoint(HttpContext http, RequestDelegate next)
    {
        http.SetEndpoint(null);
        return next(http);
    }
}
