namespace Tieline.Server.Users;

internal static class UsersSetup
{
    public static void AddUsers(this WebApplicationBuilder builder)
    {
    }

    public static void MapUsers(this WebApplication app)
    {
    }
}
