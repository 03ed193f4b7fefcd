using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Administration;

/// <summary>POST, PUT and DELETE of /v1/people, for administrators.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/people</remarks>
internal sealed class PeopleWriteEndpoints(WebexCloud cloud, Licensing licensing)
{
    public void Map(CloudRoutes routes)
    {
        routes.Post("/people", Access.PeopleWrite, Create);
        routes.Put("/people/{personId}", Access.PeopleWrite, Update);
        routes.Delete("/people/{personId}", Access.PeopleWrite, Delete);
    }

    private Reply Create(CloudRequest request)
    {
        CheckFlags(request, "callingData", "minResponse");
        var body = PersonBody.Read(request.Body, cloud, licensing, null);
        var email = body.Email ?? throw WebexFailure.BadRequest("emails is required.");
        if (body is { FirstName: null, LastName: null, Profile.DisplayName: null })
        {
            throw WebexFailure.BadRequest("One of displayName, firstName and lastName is required.");
        }

        CheckFree(email, null);
        var person = NewPerson.Of(email, body.FirstName ?? "", body.LastName ?? "", cloud);
        (person.Licenses, person.Roles, person.Profile) = ([], body.Roles ?? [], body.Profile);
        person.Endpoints.Add(NewPerson.EndpointOf(Endpoint.Application, "Webex app", cloud));
        foreach (var license in body.Licenses ?? [])
        {
            licensing.Give(person, license, body.Number, body.Extension, body.LocationId);
        }

        cloud.Directory.Add(person);
        return Saved(request, person);
    }

    private Reply Update(CloudRequest request)
    {
        CheckFlags(request, "callingData", "minResponse", "showAllTypes");
        var person = Find(request);
        var body = PersonBody.Read(request.Body, cloud, licensing, person);
        _ = body.Profile.DisplayName ?? throw WebexFailure.BadRequest("displayName is required.");
        CheckFree(body.Email ?? person.Email, person);
        var draft = person with { Licenses = [.. person.Licenses] };
        if (draft.HasCalling && body.LocationId is { } location && licensing.Location(location) != person.Location)
        {
            throw WebexFailure.BadRequest("locationId of a calling user cannot be changed.");
        }

        Relicense(draft, body);
        (person.Licenses, person.Number, person.Extension, person.Location) = (draft.Licenses, draft.Number, draft.Extension, draft.Location);
        (person.Email, person.FirstName, person.LastName) = (body.Email ?? person.Email, body.FirstName ?? person.FirstName, body.LastName ?? person.LastName);
        (person.Roles, person.Profile, person.Modified) = (body.Roles ?? person.Roles, body.Profile, cloud.Clock.Now);
        return Saved(request, person);
    }

    private void Relicense(Person draft, PersonBody body)
    {
        foreach (var license in License.All.Where(license => body.Licenses is { } kept && !kept.Contains(license)))
        {
            Licensing.Take(draft, license);
        }

        foreach (var license in body.Licenses ?? [])
        {
            licensing.Give(draft, license, body.Number, body.Extension, body.LocationId);
        }

        if (draft.Has(License.Calling) && (body.Number ?? body.Extension) is not null)
        {
            licensing.Assign(draft, body.Number ?? draft.Number, body.Extension ?? draft.Extension);
        }
    }

    private Reply Delete(CloudRequest request)
    {
        cloud.Remove(Find(request), request.Person);
        return Reply.NoContent;
    }

    private static void CheckFlags(CloudRequest request, params string[] names) => Array.ForEach(names, name => request.QueryFlag(name));

    private Reply Saved(CloudRequest request, Person person)
    {
        cloud.Changed();
        return Reply.Ok(PersonView.Of(person, cloud, request.QueryFlag("callingData"), null, administration: true));
    }

    private Person Find(CloudRequest request) => cloud.Directory.Find(request.Route("personId")) is { IsHuman: true } person
        ? person
        : throw (HydraId.Name(request.Route("personId")) is null ? WebexFailure.BadRequest("Expect base64 ID or UUID.") : WebexFailure.NotFound());

    private void CheckFree(string email, Person? owner)
    {
        if (cloud.Directory.FindByEmail(email) is { } other && other != owner)
        {
            throw WebexFailure.Conflict("User already exists.");
        }
    }
}
