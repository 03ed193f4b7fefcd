using Tieline.Server.Audit;
using Tieline.Server.Connections.AdminDoors;
using Tieline.Server.Lightning;
using Tieline.Server.Users;

namespace Tieline.Server.Admin.PeoplePages;

/// <summary>The doors for scripts to a tenant's roles.</summary>
internal static class RoleEndpoints
{
    private const string Form =
        "Send {\"userIds\":[\"005...\"],\"give\":[\"User\"]} or {\"userIds\":[...],\"take\":[\"Admin\"]}: 1 to 1000 users by their 18-character ids; roles are User, Admin and ImportAdmin.";

    public static void MapRoles(this WebApplication app)
    {
        var doors = app.MapGroup("/admin/api/tenants/{tenantId:guid}/roles").RequireAuthorization(AdminKey.Scheme).AddEndpointFilter(PeopleDoor.OpenAsync);
        doors.MapGet("", ShowAsync);
        doors.MapPost("", ChangeAsync);
    }

    private static async Task<IResult> ShowAsync(Guid tenantId, Roles roles, CancellationToken cancellationToken)
    {
        var all = await roles.ReadAsync(tenantId, cancellationToken);
        return Results.Ok(new
        {
            from = all.AreSalesforces ? "salesforce" : "tieline",
            all.EverybodyIsUser,
            roles = all.ByUser.OrderBy(user => user.Key, StringComparer.Ordinal).Select(user => new
            {
                userId = user.Key, roles = all.Of(user.Key, all.ReadAt).Single().Select(role => role.ToString()), held = user.Value.Select(Shown),
            }),
        });
    }

    /// <summary>200 also when some users failed: each user's own result says so.</summary>
    private static async Task<IResult> ChangeAsync(Guid tenantId, Changes asked, RoleChanges changes, CancellationToken cancellationToken)
    {
        var (give, take) = (RolesOf(asked.Give), RolesOf(asked.Take));
        if (asked.UserIds is not { Count: > 0 and <= RoleChanges.Most } ids || !ids.All(PeopleDoor.IsUserId)
            || give is null || take is null || (give == WebexRoles.None) == (take == WebexRoles.None))
        {
            return Results.Problem(Form, statusCode: StatusCodes.Status400BadRequest, title: "No role was changed.");
        }

        var results = give != WebexRoles.None
            ? await changes.GiveAsync(tenantId, ids, give.Value, Actor.AdminKey, cancellationToken)
            : await changes.TakeAsync(tenantId, ids, take.Value, Actor.AdminKey, cancellationToken);
        var say = Texts.For("en_US");
        return Results.Ok(new
        {
            results = results.Select(result => new
            {
                result.UserId, result.Name, result.Changed, fault = result.Fault?.ToString(), detail = result.Fault is { } fault ? say[$"RoleFault.{fault}", result.Detail] : null,
            }),
        });
    }

    public static object Shown(RoleHeld held) => new { role = held.Role.ToString(), source = held.Source.ToString(), via = held.Via, held.ExpiresAt };

    // Null when one of them is no role.
    private static WebexRoles? RolesOf(IReadOnlyList<string>? names)
    {
        var roles = WebexRoles.None;
        foreach (var name in names ?? [])
        {
            if (WebexRoleNames.Each.FirstOrDefault(role => role.ToString() == name) is not (not WebexRoles.None and var role1))
            {
                return null;
            }

            roles |= role1;
        }

        return roles;
    }

    internal sealed record Changes(IReadOnlyList<string>? UserIds, IReadOnlyList<string>? Give, IReadOnlyList<string>? Take);
}
