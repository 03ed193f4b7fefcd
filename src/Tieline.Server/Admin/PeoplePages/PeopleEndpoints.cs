using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Connections.AdminDoors;
using Tieline.Server.Lightning;
using Tieline.Server.Users;
using Tieline.Webex;
using SalesforceException = Tieline.Salesforce.SalesforceException;

namespace Tieline.Server.Admin.PeoplePages;

/// <summary>The doors for scripts to a tenant's people: who they are, whose Webex person each is.</summary>
internal static class PeopleEndpoints
{
    private const int PageSize = 50;
    private const string Form = "Send {\"personId\":\"...\"} or {\"email\":\"...\"} of a Webex person, or {\"takeBack\":true} to match him by his address again.";

    public static void MapPeople(this WebApplication app)
    {
        var doors = app.MapGroup("/admin/api/tenants/{tenantId:guid}/people").RequireAuthorization(AdminKey.Scheme).AddEndpointFilter(PeopleDoor.OpenAsync);
        doors.MapGet("", ListAsync);
        doors.MapPost("{userId}/person", CorrectAsync);
        doors.MapPost("{userId}/serve", ServeAsync);
        doors.MapPost("{userId}/sign-out", SignOutAsync);
    }

    /// <summary>Agents and whoever has a role, or with <paramref name="search"/> any active user; fifty a page.</summary>
    private static async Task<IResult> ListAsync(Guid tenantId, string? search, int? page, PeopleList people, CancellationToken cancellationToken)
    {
        var users = await people.UsersAsync(tenantId, search, cancellationToken);
        var entries = await people.EntriesAsync(tenantId, [.. users.Skip((Math.Clamp(page ?? 1, 1, 100_000) - 1) * PageSize).Take(PageSize)], cancellationToken);
        return Results.Ok(new { total = users.Count, pageSize = PageSize, people = entries.Select(Shown) });
    }

    private static async Task<IResult> CorrectAsync(
        Guid tenantId, string userId, Choice asked, OrgPeople people, WebexDirectory directory, PersonCorrections corrections, CancellationToken cancellationToken)
    {
        if (await UserAsync(tenantId, userId, people, cancellationToken) is not { } user)
        {
            return NoSuchUser();
        }

        if (asked is { TakeBack: true, PersonId: null, Email: null })
        {
            return Results.Ok(new { changed = await corrections.SetAsync(tenantId, user, null, Actor.AdminKey, cancellationToken) });
        }

        if (asked is not ({ PersonId.Length: > 0, Email: null } or { Email.Length: > 0, PersonId: null }) || asked.TakeBack)
        {
            return Results.Problem(Form, statusCode: StatusCodes.Status400BadRequest, title: "The person was not changed.");
        }

        if (await directory.AnyoneAsync(tenantId, cancellationToken) is not { } webex)
        {
            return Results.Problem(Texts.For("en_US")["PeopleCorrectCannot"], statusCode: StatusCodes.Status409Conflict, title: "Webex cannot be asked.");
        }

        var person = asked.Email is { } email
            ? await directory.ByEmailAsync(tenantId, webex, email, cancellationToken)
            : await directory.ByIdAsync(tenantId, webex, WebexIds.BareUuid(asked.PersonId!), cancellationToken);
        return person is null
            ? Results.Problem("Webex has nobody with this id or address.", statusCode: StatusCodes.Status404NotFound, title: "There is no such Webex person.")
            : Results.Ok(new { changed = await corrections.SetAsync(tenantId, user, person, Actor.AdminKey, cancellationToken), person });
    }

    private static async Task<IResult> ServeAsync(
        Guid tenantId, string userId, Tenants tenants, OrgPeople people, PeopleList list, PersonServing serving, CancellationToken cancellationToken)
    {
        if (await UserAsync(tenantId, userId, people, cancellationToken) is not { } user)
        {
            return NoSuchUser();
        }

        var entry = (await list.EntriesAsync(tenantId, [user], cancellationToken))[0];
        var tenant = (await tenants.FindAsync(tenantId, cancellationToken))!;
        var outcome = entry.Person is { } person ? await serving.ServeAsync(tenant, user, person, Actor.AdminKey, cancellationToken) : ServeOutcome.NobodySignedIn;
        var say = Texts.For("en_US");
        return outcome switch
        {
            ServeOutcome.Served => Results.Ok(new { served = user.Id, person = entry.Person }),
            ServeOutcome.MustSignIn => Results.Problem(say["PeopleMustSignIn", user.Name, entry.Person!.Name], statusCode: StatusCodes.Status409Conflict, title: "He must sign in himself."),
            _ => Results.Problem(say["PeopleNotServed", entry.Person?.Name ?? "this user"], statusCode: StatusCodes.Status409Conflict, title: "There is no line to give."),
        };
    }

    private static async Task<IResult> SignOutAsync(
        Guid tenantId, string userId, Agents agents, PersonServing serving, CancellationToken cancellationToken)
    {
        if ((await agents.AllAsync(tenantId, cancellationToken)).FirstOrDefault(agent => agent.SalesforceUserId == userId) is not { PersonId: not null } agent)
        {
            return Results.Problem("GET .../people shows who is signed in.", statusCode: StatusCodes.Status409Conflict, title: "This user is not signed in to Webex.");
        }

        await serving.SignOutAsync(agent, Actor.AdminKey);
        return Results.NoContent();
    }

    private static async Task<OrgUser?> UserAsync(Guid tenantId, string userId, OrgPeople people, CancellationToken cancellationToken) =>
        PeopleDoor.IsUserId(userId) ? (await people.ByIdsAsync(tenantId, [userId], cancellationToken)).SingleOrDefault() : null;

    private static IResult NoSuchUser() =>
        Results.Problem("Give the 18-character id of a user of the org.", statusCode: StatusCodes.Status404NotFound, title: "There is no such user.");

    private static object Shown(PersonEntry entry) => new
    {
        userId = entry.User.Id, entry.User.Name, entry.User.Email, entry.User.FederationId, entry.User.Profile, entry.User.IsActive,
        person = entry.Person, found = entry.How.ToString(), entry.IsCorrected,
        webex = new { state = entry.Webex.State.ToString(), Reason = Texts.For("en_US").Told(entry.Webex.Reason) },
        salesforce = new { state = entry.Salesforce.State.ToString(), Reason = Texts.For("en_US").Told(entry.Salesforce.Reason) },
        roles = entry.Roles.Single().Select(role => role.ToString()),
        held = entry.Held.Select(RoleEndpoints.Shown),
        problems = entry.Problems.Select(problem => new { kind = problem.Kind.ToString(), text = Texts.For("en_US")[$"PersonTrouble.{problem.Kind}", problem.Detail] }),
    };

    internal sealed record Choice(string? PersonId, string? Email, bool TakeBack = false);
}
