using Tieline.Server.Audit;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Connections.SignIn;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Connections.Webhooks;
using Tieline.Server.Diagnostics;
using Tieline.Server.Lightning;

namespace Tieline.Server.Connections.AdminDoors;

/// <summary>The admin's doors to tenants and their connections.</summary>
internal static class TenantEndpoints
{
    public static void MapTenants(this WebApplication app)
    {
        var doors = app.MapGroup("/admin/api/tenants").RequireAuthorization(AdminKey.Scheme).SayWhenDatabaseIsDown();
        doors.MapPost("", CreateAsync);
        doors.MapGet("", async (Tenants tenants, CancellationToken cancellationToken) =>
            Results.Ok(new { tenants = (await tenants.AllAsync(cancellationToken)).Select(Shown) }));
        doors.MapGet("{tenantId:guid}", ShowAsync);
        doors.MapPost("{tenantId:guid}/salesforce/sign-in", SignInAsync);
        doors.MapPost("{tenantId:guid}/salesforce/leave", LeaveAsync);
    }

    private static async Task<IResult> CreateAsync(NewTenant asked, Tenants tenants, Clock clock, CancellationToken cancellationToken)
    {
        if (asked.Problems() is { Count: > 0 } problems)
        {
            return Results.ValidationProblem(problems, title: "The tenant was not made.");
        }

        var tenant = asked.ToTenant(Guid.CreateVersion7(clock.UtcNow), clock.UtcNow);
        var launchSecret = TenantChanges.NewLaunchSecret();
        var secrets = new TenantSecrets(asked.Salesforce!.ConsumerSecret!.Trim(), asked.Webex!.ClientSecret!.Trim(), launchSecret);
        await tenants.AddAsync(tenant, secrets, Actor.AdminKey, cancellationToken);
        return Results.Created($"/admin/api/tenants/{tenant.Id}", new { tenantId = tenant.Id, launchSecret });
    }

    private static async Task<IResult> ShowAsync(
        Guid tenantId, Tenants tenants, Consents consents, WebhookSubscriptions subscriptions, CancellationToken cancellationToken)
    {
        if (await tenants.FindAsync(tenantId, cancellationToken) is not { } tenant)
        {
            return NoSuchTenant(tenantId);
        }

        var integration = await consents.StatusAsync(GrantKey.Integration(tenantId), cancellationToken);
        var people = new List<object>();
        foreach (var webhook in await subscriptions.AllAsync(tenantId, cancellationToken))
        {
            var webex = await consents.StatusAsync(GrantKey.Person(tenantId, webhook.PersonId), cancellationToken);
            people.Add(new
            {
                personId = webhook.PersonId,
                webex = Shown(webex),
                webhook = new { isActive = webhook.IsActive, problem = Texts.For("en_US").Told(webhook.Problem) },
            });
        }

        return Results.Ok(new { tenant = Shown(tenant), salesforce = Shown(integration), people });
    }

    private static async Task<IResult> SignInAsync(Guid tenantId, HttpContext context, Tenants tenants, SalesforceConnecting connecting, CancellationToken cancellationToken)
    {
        if (await tenants.FindAsync(tenantId, cancellationToken) is null)
        {
            return NoSuchTenant(tenantId);
        }

        var begun = await connecting.BeginAsync(tenantId, Actor.AdminKey, ConnectingEndpoints.Say(context), cancellationToken);
        return begun.Problem is { } problem
            ? Results.Problem(problem, statusCode: StatusCodes.Status409Conflict, title: "Salesforce would not show its sign-in page.")
            : Results.Ok(new { url = begun.Url, state = begun.State });
    }

    private static async Task<IResult> LeaveAsync(Guid tenantId, LeaveOrg asked, Tenants tenants, OrgParting parting, CancellationToken cancellationToken)
    {
        if (await tenants.FindAsync(tenantId, cancellationToken) is not { } tenant)
        {
            return NoSuchTenant(tenantId);
        }

        return await parting.PartAsync(tenantId, asked.OrgId ?? "", Actor.AdminKey)
            ? Results.NoContent()
            : Results.Problem(
                $"Send {{\"orgId\":\"...\"}} with the id of the org that the tenant is connected to: {tenant.SalesforceOrgId ?? "none"}.",
                statusCode: StatusCodes.Status409Conflict, title: "The tenant is not connected to that org.");
    }

    internal sealed record LeaveOrg(string? OrgId);

    internal static IResult NoSuchTenant(Guid tenantId) =>
        Results.Problem($"GET /admin/api/tenants lists those of this server; {tenantId} is none of them.", statusCode: StatusCodes.Status404NotFound, title: "There is no such tenant.");

    private static object Shown(ConnectionStatus status) => new { state = status.State.ToString(), reason = Texts.For("en_US").Told(status.Reason) };

    private static object Shown(Tenant tenant) => new
    {
        tenantId = tenant.Id,
        name = tenant.Name,
        defaultCountry = tenant.DefaultCountry,
        hostOrigins = tenant.HostOrigins,
        salesforceLogin = tenant.SalesforceLogin,
        salesforceWay = tenant.SalesforceWay.ToString(),
        salesforceOrgId = tenant.SalesforceOrgId,
        salesforceInstance = tenant.SalesforceInstance,
        createdAt = tenant.CreatedAt,
    };
}
