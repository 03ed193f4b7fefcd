namespace Tieline.Server.Storage;

internal static class StorageSetup
{
    public static void AddStorage(this WebApplicationBuilder builder)
    {
    }
}
