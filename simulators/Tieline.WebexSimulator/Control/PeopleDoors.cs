using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.OAuth;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Control;

/// <summary>/control/people, /control/integrations, /control/tokens: who there is, and who has let whom in.</summary>
internal sealed class PeopleDoors(WebexCloud cloud)
{
    private static readonly string[] RecordingModes = ["Never", "Always", "Always with Pause/Resume", "On Demand"];

    public void Map(ControlRoutes routes)
    {
        routes.Get("/people", _ => new
        {
            people = cloud.Directory.People.Where(person => !person.IsBot).OrderByDescending(cloud.Tokens.HasGranted).Select(View),
            bots = cloud.Directory.People.Where(person => person.IsBot).Select(View),
            huntGroups = cloud.Directory.HuntGroups,
            numbers = cloud.Directory.KnownNumbers,
        });
        routes.Post("/people", (_, body) => Add(body));
        routes.Post("/people/{who}", (http, body) => Change(Find(http), body));
        routes.Get("/integrations", _ => new { integrations = cloud.Integrations.All.Select(View) });
        routes.Post("/integrations", (_, body) => Upsert(body));
        routes.Post("/tokens/revoke", (_, body) =>
        {
            body.Only("user", "accessTokensOnly");
            cloud.Tokens.Revoke(body.OptionalText("user") is { } user ? Find(user).Id : null, body.Flag("accessTokensOnly"));
            cloud.Changed();
            return new { revoked = true };
        });
    }

    public Person Find(string who) => cloud.Directory.FindByAnything(who) ?? throw WebexFailure.NotFound();

    private Person Find(HttpContext http) => Find((string)http.Request.RouteValues["who"]!);

    private object View(Person person) => new
    {
        person.Id, person.Email, person.DisplayName, person.Number, person.Extension, access_token = person.ControlToken,
        connected = cloud.Tokens.HasGranted(person), person.LineBusy, person.RecordingMode, person.Endpoints, person.PreferredEndpointId,
    };

    private static object View(Integration integration) => new
    {
        integration.ClientId, integration.Name, integration.RedirectUris, integration.Scopes, integration.AppId,
    };

    private object Change(Person person, JsonBody body)
    {
        body.Only("lineBusy", "recordingMode", "executive");
        if (body.OptionalText("recordingMode") is { } mode)
        {
            person.RecordingMode = RecordingModes.Contains(mode) ? mode : throw WebexFailure.BadRequest($"recordingMode must be one of: {string.Join(", ", RecordingModes)}.");
        }

        person.LineBusy = body.OptionalFlag("lineBusy") ?? person.LineBusy;
        person.ExecutiveId = body.Has("executive") ? body.OptionalText("executive") is { } executive ? Find(executive).Id : null : person.ExecutiveId;
        cloud.Changed();
        return View(person);
    }

    private object Add(JsonBody body)
    {
        body.Only("email", "firstName", "lastName", "number", "extension", "deskPhone", "app", "bot");
        var bot = body.Flag("bot");
        var email = body.Text("email");
        if (cloud.Directory.FindByEmail(email) is not null)
        {
            throw WebexFailure.Conflict($"{email} is in the organization already.");
        }

        var person = NewPerson.Of(email, body.Text("firstName"), body.OptionalText("lastName") ?? "", cloud.Directory.OrganizationUuid, cloud.Clock.Now) with
        {
            Number = body.OptionalText("number"),
            Extension = body.OptionalText("extension"),
            IsBot = bot,
        };
        if (bot && (!email.EndsWith("@webex.bot", StringComparison.OrdinalIgnoreCase) || person.HasCalling))
        {
            throw WebexFailure.BadRequest("A bot has an address at webex.bot and no phone.");
        }

        if (body.OptionalFlag("deskPhone") ?? !bot)
        {
            person.Endpoints.Add(NewPerson.EndpointOf(Endpoint.Device, $"Desk phone of {person.DisplayName}"));
        }

        if (body.OptionalFlag("app") ?? !bot)
        {
            person.Endpoints.Add(NewPerson.EndpointOf(Endpoint.Application, "Webex app"));
        }

        cloud.Directory.Add(person);
        cloud.Changed();
        return View(person);
    }

    private object Upsert(JsonBody body)
    {
        body.Only("clientId", "clientSecret", "redirectUris", "scopes", "name");
        var scopes = body.OptionalTexts("scopes") ?? KnownScopes.User;
        if (Array.Find(scopes, scope => !KnownScopes.IsKnown(scope)) is { } unknown)
        {
            throw WebexFailure.BadRequest($"The scope {unknown} is not known.");
        }

        var integration = new Integration
        {
            ClientId = body.Text("clientId"),
            ClientSecret = body.OptionalText("clientSecret"),
            Name = body.OptionalText("name") ?? body.Text("clientId"),
            RedirectUris = [.. body.OptionalTexts("redirectUris") ?? []],
            Scopes = [.. scopes],
        };
        cloud.Integrations.Upsert(integration);
        cloud.Changed();
        return View(integration);
    }
}
