using System.Text.Json.Serialization;
using Tieline.WebexSimulator.Administration;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.People;

/// <summary>The endpoint that a person prefers to answer on, and those to choose from.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/user-call-settings-22/get-preferred-answer-endpoint</remarks>
internal sealed class EndpointEndpoints(WebexCloud cloud)
{
    private const string Path = "/telephony/config/people/{personId}/preferredAnswerEndpoint";
    private const string Mine = "/telephony/config/people/me/settings/";

    public void Map(CloudRoutes routes)
    {
        routes.Get(Path, Access.EndpointsRead, request => Reply.Ok(Choice(Subject(request, "read"))));
        routes.Put(Path, Access.EndpointsWrite, request => Prefer(request, Subject(request, "write"), "preferredAnswerEndpointId"));
        routes.Get(Mine + "preferredAnswerEndpoint", Access.EndpointsRead, request =>
            Reply.Ok(request.Person.Find(request.Person.PreferredEndpointId) is { } endpoint ? View(endpoint) : new { }));
        // The vendor's schema says preferredAnswerEndpointId, its text and example say id: both are taken.
        routes.Put(Mine + "preferredAnswerEndpoint", Access.EndpointsWrite, request =>
            Prefer(request, request.Person, request.Body.Has("id") ? "id" : "preferredAnswerEndpointId"));
        routes.Get(Mine + "availablePreferredAnswerEndpoints", Access.EndpointsRead, request => Reply.Ok(new
        {
            endpoints = request.Person.Endpoints.Select(endpoint => new
            {
                endpoint.Id, endpoint.Type, endpoint.Name, isPreferredAnswerEndpoint = endpoint.Id == request.Person.PreferredEndpointId,
            }),
        }));
    }

    private static EndpointView View(Endpoint endpoint) => new(endpoint.Id, endpoint.Type, endpoint.Name);

    private static EndpointChoice Choice(Person person) => new(person.PreferredEndpointId, [.. person.Endpoints.Select(View)]);

    private Reply Prefer(CloudRequest request, Person person, string field)
    {
        var body = request.Body.Only(field);
        if (!body.Has(field))
        {
            throw WebexFailure.BadRequest($"{field} is required; null clears the preference.");
        }

        var id = body.OptionalText(field);
        if (id is not null && person.Find(id) is null)
        {
            throw WebexFailure.BadRequest($"{field} is not an endpoint of the user.");
        }

        person.PreferredEndpointId = id;
        cloud.Changed();
        return Reply.NoContent;
    }

    private Person Subject(CloudRequest request, string right)
    {
        OrganizationEndpoints.RefuseOthers(request, cloud);
        var id = request.Route("personId");
        var person = id == "me" ? request.Person : cloud.Directory.Find(id) ?? throw WebexFailure.NotFound();
        return person == request.Person || request.Token.Has("spark-admin:telephony_config_" + right)
            ? person
            : throw Access.Lacking($"spark-admin:telephony_config_{right}");
    }

    private sealed record EndpointView(string Id, string Type, string Name);

    private sealed record EndpointChoice(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? PreferredAnswerEndpointId, EndpointView[] Endpoints);
}
