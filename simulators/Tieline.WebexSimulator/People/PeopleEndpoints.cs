using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.People;

/// <summary>/v1/people.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/people</remarks>
internal sealed class PeopleEndpoints(WebexCloud cloud)
{
    private const int MostIds = 85;

    public void Map(CloudRoutes routes)
    {
        routes.Get("/people", Access.People, List);
        routes.Get("/people/me", Access.People, request => Reply.Ok(View(request, request.Person, presence: true)));
        routes.Get("/people/{personId}", Access.People, One);
    }

    private Reply One(CloudRequest request)
    {
        var person = cloud.Directory.Find(request.Route("personId")) ?? throw (HydraId.Name(request.Route("personId")) is null
            ? WebexFailure.BadRequest("Expect base64 ID or UUID.")
            : WebexFailure.NotFound());
        return Reply.Ok(View(request, person, presence: true));
    }

    private Reply List(CloudRequest request)
    {
        var (email, name, ids) = (request.Query("email"), request.Query("displayName"), request.Query("id"));
        if (email is null && name is null && ids is null && !request.Token.Has("spark-admin:people_read"))
        {
            throw WebexFailure.BadRequest("Email, displayName, or id list should be specified.");
        }

        if (ids is not null)
        {
            return ByIds(request, ids.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        }

        var (roles, location) = OfAdministrators(request);
        var found = cloud.Directory.People
            .Where(person => email is null || string.Equals(person.Email, email, StringComparison.OrdinalIgnoreCase))
            .Where(person => name is null || person.DisplayName.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            .Where(person => roles.All(role => person.Roles.Contains(role)) && (location is null || person.Location == location))
            .Select(person => View(request, person, !request.QueryFlag("excludeStatus")))
            .ToList();
        return Paging.Page(request, found, Math.Min(cloud.Switches.PeopleMax, location is not null ? 50 : request.QueryFlag("callingData") ? 100 : int.MaxValue));
    }

    /// <summary>The filters that only an administrator has.</summary>
    private (string[] Roles, string? Location) OfAdministrators(CloudRequest request)
    {
        var (roles, location) = (request.Query("roles"), request.Query("locationId"));
        if ((roles ?? location) is not null && !request.Token.Has("spark-admin:people_read"))
        {
            throw Access.Lacking("spark-admin:people_read");
        }

        return ([.. (roles ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => Role.Find(id)?.Name ?? throw WebexFailure.BadRequest($"Role {id} does not exist."))],
            location is null ? null : Place.Find(location, cloud.Options.Seed) ?? throw WebexFailure.BadRequest("locationId is not a location of the organization."));
    }

    private Reply ByIds(CloudRequest request, string[] ids)
    {
        if (ids.Length > MostIds)
        {
            throw WebexFailure.BadRequest($"At most {MostIds} ids can be asked for at once.");
        }

        var found = ids.Select(id => (Id: id, Person: cloud.Directory.Find(id))).ToList();
        var missing = found.Where(pair => pair.Person is null).Select(pair => pair.Id).ToList();
        return Paging.Page(request, [.. found.Where(pair => pair.Person is not null).Select(pair => View(request, pair.Person!, presence: false))], cloud.Switches.PeopleMax,
            missing.Count > 0 ? missing : null);
    }

    private PersonView View(CloudRequest request, Person person, bool presence) =>
        Numbered(PersonView.Of(person, cloud, request.QueryFlag("callingData"), presence ? Presence(person) : null, Knows(request, person)), Knows(request, person));

    /// <summary>Whoever may know all of a person: an administrator, and the person.</summary>
    private static bool Knows(CloudRequest request, Person person) => person == request.Person || request.Token.Has("spark-admin:people_read");

    private PersonView Numbered(PersonView view, bool knows) =>
        knows || cloud.Switches.NumbersOfOthersAreShown ? view : view with { PhoneNumbers = null, Extension = null };

    private string Presence(Person person) => cloud.Switchboard.Book.Of(person).Any(leg => leg.Talking) ? "call" : "active";
}
