using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Connections.AdminDoors;
using Tieline.Server.Lightning;

namespace Tieline.Server.Users.Launching;

/// <summary>The admin's doors to the launch key.</summary>
internal static class LaunchKeyEndpoints
{
    public static void MapLaunchKeys(this WebApplication app)
    {
        var doors = app.MapGroup("/admin/api/tenants/{tenantId:guid}/launch-key").RequireAuthorization(AdminKey.Scheme);
        doors.MapGet("", ShowAsync);
        doors.MapPost("rotate", RotateAsync);
    }

    private static async Task<IResult> ShowAsync(Guid tenantId, Tenants tenants, LaunchKeys keys, CancellationToken cancellationToken) =>
        await tenants.FindAsync(tenantId, cancellationToken) is null ? NoSuchTenant(tenantId) : Results.Ok(Shown(await keys.StateAsync(tenantId, cancellationToken)));

    private static async Task<IResult> RotateAsync(Guid tenantId, Tenants tenants, LaunchKeys keys, CancellationToken cancellationToken)
    {
        if (await tenants.FindAsync(tenantId, cancellationToken) is null)
        {
            return NoSuchTenant(tenantId);
        }

        var state = await keys.RotateAsync(tenantId, Actor.AdminKey, cancellationToken);
        return state.Standing == LaunchKeyStanding.Ready
            ? Results.Ok(Shown(state))
            : Results.Problem(Sentence(state), statusCode: StatusCodes.Status409Conflict, title: "The org did not get a new launch key.");
    }

    private static object Shown(LaunchKeyState state) => new { standing = state.Standing.ToString(), sentence = Sentence(state), state.RotatedAt, state.CheckedAt };

    private static string Sentence(LaunchKeyState state) => Texts.For("en_US")[$"LaunchKey.{state.Standing}", state.Detail];

    private static IResult NoSuchTenant(Guid tenantId) =>
        Results.Problem($"GET /admin/api/tenants lists those of this server; {tenantId} is none of them.", statusCode: StatusCodes.Status404NotFound, title: "There is no such tenant.");
}
