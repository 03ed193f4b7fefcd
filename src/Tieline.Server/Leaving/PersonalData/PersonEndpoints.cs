using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Connections.AdminDoors;
using Tieline.Server.Lightning;

namespace Tieline.Server.Leaving.PersonalData;

/// <summary>The admin's doors to what is stored of one person. Who it is stands in the body, so that no log of addresses holds it.</summary>
internal static class PersonEndpoints
{
    private static readonly Texts English = Texts.For("en_US");

    public static void MapPersonDoors(this WebApplication app)
    {
        var doors = app.MapTenantDoors();
        doors.MapPost("person/find", (Guid tenantId, Asked asked, Tenants tenants, People people, CancellationToken cancellationToken) =>
            WithAsync(tenantId, asked, tenants, people, async (tenant, person) => Results.Ok(new { person.Name, isAgent = person.Agents.Count > 0, tables = (await people.FindAsync(tenant, person, cancellationToken)).Select(Counted), elsewhere = Elsewhere }), cancellationToken));
        doors.MapPost("person/export", (Guid tenantId, Asked asked, Tenants tenants, People people, CancellationToken cancellationToken) =>
            WithAsync(tenantId, asked, tenants, people, async (tenant, person) => Results.Json(await PersonExport.OfAsync(people, tenant, person, cancellationToken)), cancellationToken));
        doors.MapPost("person/erase", (Guid tenantId, Asked asked, Tenants tenants, People people, CancellationToken cancellationToken) =>
            WithAsync(tenantId, asked, tenants, people, async (tenant, person) => asked.Word == PersonExport.Word
                ? Shown(await people.EraseAsync(tenant, person, Actor.AdminKey, cancellationToken))
                : Results.Problem($"Send \"word\":\"{PersonExport.Word}\" as well. It cannot be undone.", statusCode: StatusCodes.Status400BadRequest, title: "Nothing was erased."), cancellationToken));
    }

    private static IResult Shown(Erasure erasure) => erasure.IsErased
        ? Results.Ok(new { remains = erasure.Remains.Select(Counted), atClouds = erasure.AtClouds.Select(words => words.In(English)), elsewhere = Elsewhere })
        : Results.Problem(string.Join(' ', erasure.AtClouds.Select(words => words.In(English))), statusCode: StatusCodes.Status503ServiceUnavailable, title: "Nothing was erased.");

    private static IReadOnlyList<string> Elsewhere => PersonExport.Elsewhere(English);

    private static async Task<IResult> WithAsync(Guid tenantId, Asked asked, Tenants tenants, People people, Func<Tenant, FoundPerson, Task<IResult>> work, CancellationToken cancellationToken)
    {
        var tenant = (await tenants.FindAsync(tenantId, cancellationToken))!;
        return asked.Who is { Length: > 0 and <= 254 } who && await people.WhoAsync(tenant, who, cancellationToken) is { } person
            ? await work(tenant, person)
            : Results.Problem("Send {\"who\":\"...\"}: the id of a Salesforce user or Webex person, an e-mail address, or a whole phone number.", statusCode: StatusCodes.Status400BadRequest, title: "Nobody can be meant by that.");
    }

    private static object Counted(PersonFinding finding) => new { finding.Table, what = English[$"Person.{finding.Table}"], rows = finding.Rows.Count, staying = finding.Staying, onErase = finding.OnErase.ToString() };

    internal sealed record Asked(string? Who, string? Word);
}
