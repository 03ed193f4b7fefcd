using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Control;

/// <summary>/control/paths: every path of the cloud that is served, with the scopes that it asks for.</summary>
internal static class PathDoors
{
    public static void Map(ControlRoutes routes, IReadOnlyList<ServedPath> served) => routes.Get("/paths", _ => new { paths = served });
}
