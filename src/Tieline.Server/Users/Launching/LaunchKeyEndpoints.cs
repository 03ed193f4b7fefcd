using Microsoft.AspNetCore.Mvc;
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

    /// <param name="tenantId">Whose.</param>
    /// <param name="atOnce"><c>?at-once=true</c>: the key before leaked and is not taken any more.</param>
    /// <param name="tenants">Of this server.</param>
    /// <param name="keys">Of the tenant.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    private static async Task<IResult> RotateAsync(Guid tenantId, [FromQuery(Name = "at-once")] bool? atOnce, Tenants tenants, LaunchKeys keys, CancellationToken cancellationToken)
    {
        if (await tenants.FindAsync(tenantId, cancellationToken) is not { } tenant)
        {
            return NoSuchTenant(tenantId);
        }

        if (tenant.IsLeaving)
        {
            return NoNewKey("This tenant is leaving; its keys are being taken away.", StatusCodes.Status409Conflict);
        }

        try
        {
            var state = await keys.RotateAsync(tenantId, Actor.AdminKey, atOnce == true, cancellationToken);
            return state.Standing == LaunchKeyStanding.Ready ? Results.Ok(Shown(state)) : NoNewKey(Sentence(state), StatusCodes.Status409Conflict);
        }
        catch (TimeoutException)
        {
            return NoNewKey("Salesforce is slow. Tieline goes on writing it: look again in a minute.", StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static IResult NoNewKey(string why, int status) => Results.Problem(why, statusCode: status, title: "The org did not get a new launch key.");

    private static object Shown(LaunchKeyState state) => new { standing = state.Standing.ToString(), sentence = Sentence(state), state.RotatedAt, state.CheckedAt };

    private static string Sentence(LaunchKeyState state) => Texts.For("en_US")[$"LaunchKey.{state.Standing}", state.Detail];

    private static IResult NoSuchTenant(Guid tenantId) =>
        Results.Problem($"GET /admin/api/tenants lists those of this server; {tenantId} is none of them.", statusCode: StatusCodes.Status404NotFound, title: "There is no such tenant.");
}
