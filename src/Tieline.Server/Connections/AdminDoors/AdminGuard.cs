using Microsoft.AspNetCore.Authentication;

namespace Tieline.Server.Connections.AdminDoors;

/// <summary>Nobody passes to an admin door without the admin key, also where a door forgot to demand it.</summary>
internal static class AdminGuard
{
    public static void UseAdminGuard(this WebApplication app) =>
        app.Use(async (context, next) =>
        {
            if (!context.Request.Path.StartsWithSegments("/admin/api") || (await context.AuthenticateAsync(AdminKey.Scheme)).Succeeded)
            {
                await next(context);
                return;
            }

            context.Response.Headers.WWWAuthenticate = "Bearer";
            await Results.Problem(
                "Send the header \"Authorization: Bearer <admin key>\". The key is TIELINE_ADMIN_KEY, or lies in admin-key.txt in the data folder.",
                statusCode: StatusCodes.Status401Unauthorized, title: "The admin key is needed.").ExecuteAsync(context);
        });
}
