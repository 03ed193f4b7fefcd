using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Connections.AdminDoors;
using Tieline.Server.Lightning;

namespace Tieline.Server.Doctor;

/// <summary>The doctor's doors for scripts and the command line. Sentences come in the language of <c>Accept-Language</c>.</summary>
internal static class DoctorEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var doors = app.MapGroup("/admin/api/tenants/{tenantId:guid}/doctor").RequireAuthorization(AdminKey.Scheme).SayWhenDatabaseIsDown();
        doors.MapGet("", LastAsync);
        doors.MapPost("", RunAsync);
        doors.MapPost("{name}/fix", FixAsync);
    }

    private static async Task<IResult> LastAsync(Guid tenantId, HttpContext context, Tenants tenants, Examiner examiner, CancellationToken cancellationToken) =>
        await tenants.FindAsync(tenantId, cancellationToken) is null
            ? NoSuchTenant(tenantId)
            : Shown(context, examiner, await examiner.LastAsync(tenantId, cancellationToken));

    private static async Task<IResult> RunAsync(Guid tenantId, HttpContext context, Examiner examiner, CancellationToken cancellationToken) =>
        await examiner.RunAsync(tenantId, null, cancellationToken) is { } found ? Shown(context, examiner, found) : NoSuchTenant(tenantId);

    private static async Task<IResult> FixAsync(Guid tenantId, string name, HttpContext context, Tenants tenants, Examiner examiner, CancellationToken cancellationToken)
    {
        if (await tenants.FindAsync(tenantId, cancellationToken) is null)
        {
            return NoSuchTenant(tenantId);
        }

        if (examiner.Named(name) is null)
        {
            return Results.Problem("GET .../doctor lists the checks.", statusCode: StatusCodes.Status404NotFound, title: "There is no such check.");
        }

        try
        {
            return await examiner.FixAsync(tenantId, name, Actor.AdminKey, cancellationToken) is { } result
                ? Results.Ok(Shown(TextsOf(context), examiner, result))
                : Results.Problem("Its sentence says who can mend it, and where.", statusCode: StatusCodes.Status409Conflict, title: "This check cannot mend what it finds.");
        }
        catch (NotMendedException problem)
        {
            return Results.Problem(
                TextsOf(context).Sentence(name, problem.Why), statusCode: problem.Why.Says == "Leaving" ? StatusCodes.Status409Conflict : StatusCodes.Status502BadGateway, title: "It could not be mended now.");
        }
    }

    private static IResult Shown(HttpContext context, Examiner examiner, IReadOnlyList<CheckResult> results)
    {
        var say = TextsOf(context);
        return Results.Ok(new
        {
            ranAt = results.Count == 0 ? (DateTimeOffset?)null : results.Max(result => result.RanAt),
            checks = results.Select(result => Shown(say, examiner, result)),
        });
    }

    private static object Shown(Texts say, Examiner examiner, CheckResult result) => new
    {
        name = result.Name,
        title = say.Title(result.Name),
        verdict = result.Finding.Verdict.ToString().ToLowerInvariant(),
        couldLook = result.Finding.CouldLook,
        sentence = say.Sentence(result),
        evidence = result.Finding.Evidence,
        whoMends = say.Name(examiner.Named(result.Name)!.WhoMends(result.Finding)),
        canFix = result.Finding.CanFix,
        since = result.Since,
    };

    private static Texts TextsOf(HttpContext context) =>
        Texts.For(context.Request.GetTypedHeaders().AcceptLanguage.MaxBy(accepted => accepted.Quality ?? 1)?.Value.ToString());

    private static IResult NoSuchTenant(Guid tenantId) =>
        Results.Problem($"GET /admin/api/tenants lists those of this server; {tenantId} is none of them.", statusCode: StatusCodes.Status404NotFound, title: "There is no such tenant.");
}
