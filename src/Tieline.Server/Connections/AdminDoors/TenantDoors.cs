namespace Tieline.Server.Connections.AdminDoors;

/// <summary>The admin's doors under one tenant: the admin key opens them, and the tenant must be one of this server.</summary>
internal static class TenantDoors
{
    public static RouteGroupBuilder MapTenantDoors(this WebApplication app) =>
        app.MapGroup("/admin/api/tenants/{tenantId:guid}").RequireAuthorization(AdminKey.Scheme).SayWhenDatabaseIsDown().AddEndpointFilter(TenantExistsAsync);

    private static async ValueTask<object?> TenantExistsAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var tenantId = Guid.Parse((string)http.GetRouteValue("tenantId")!);
        return await http.RequestServices.GetRequiredService<Tenants>().FindAsync(tenantId, http.RequestAborted) is null
            ? Results.Problem($"GET /admin/api/tenants lists those of this server; {tenantId} is none of them.", statusCode: StatusCodes.Status404NotFound, title: "There is no such tenant.")
            : await next(context);
    }
}
