namespace Tieline.Server.Softphone;

internal static class SoftphoneSetup
{
    public static void AddSoftphone(this WebApplicationBuilder builder)
    {
    }

    public static void MapSoftphone(this WebApplication app)
    {
    }
}
