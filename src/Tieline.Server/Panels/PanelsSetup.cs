namespace Tieline.Server.Panels;

internal static class PanelsSetup
{
    public static void AddPanels(this WebApplicationBuilder builder)
    {
    }

    public static void MapPanels(this WebApplication app)
    {
    }
}
