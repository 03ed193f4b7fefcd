namespace Tieline.WebexSimulator.Control;

/// <summary>The page "The other end of the line" at <c>/</c>, served from the assembly.</summary>
internal static class PageDoors
{
    private static readonly Dictionary<string, string> Types = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", () => Serve("index.html"));
        routes.MapGet("/page/{file}", Serve);
    }

    private static IResult Serve(string file)
    {
        var type = Types.GetValueOrDefault(Path.GetExtension(file));
        var content = type is null ? null : typeof(PageDoors).Assembly.GetManifestResourceStream("page/" + file);
        return content is null ? Results.NotFound() : Results.Stream(content, type);
    }
}
