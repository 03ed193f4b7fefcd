using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.OAuth;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Control;

/// <summary>/control/integrations, /control/service-apps, /control/tokens: what the developer portal and Control Hub do by hand.</summary>
internal sealed class ApplicationDoors(WebexCloud cloud, PeopleDoors people)
{
    private readonly ServiceAppConsent consent = new(cloud);

    public void Map(ControlRoutes routes)
    {
        routes.Get("/integrations", _ => new { integrations = cloud.Integrations.All.Select(View) });
        routes.Post("/integrations", (_, body) => AddIntegration(body));
        routes.Post("/integrations/{clientId}/users", (http, body) => Allow(Integration(http), body));
        routes.Get("/service-apps", _ => new { serviceApps = cloud.ServiceApps.All.Select(View) });
        routes.Post("/service-apps", (_, body) => AddServiceApp(body));
        routes.Post("/service-apps/{clientId}/authorize", (http, body) => Decide(http, body, consent.Authorize));
        routes.Post("/service-apps/{clientId}/deauthorize", (http, body) => Decide(http, body, consent.Deauthorize));
        routes.Post("/tokens", (_, body) => NewPersonalToken(people.Find(body.Only("user").Text("user"))));
        routes.Post("/tokens/revoke", (_, body) =>
        {
            body.Only("user", "accessTokensOnly");
            cloud.Tokens.Revoke(body.OptionalText("user") is { } user ? people.Find(user).Id : null, body.Flag("accessTokensOnly"));
            cloud.Changed();
            return new { revoked = true };
        });
    }

    private object View(Integration integration) => new
    {
        integration.ClientId, integration.Name, integration.RedirectUris, integration.Scopes, integration.AppId,
        users = integration.AllowedPersonIds is { } ids ? (object)ids.Select(id => cloud.Directory.Find(id)?.Email).OfType<string>() : "all",
    };

    private object View(ServiceApp app) => new
    {
        app.ClientId, app.ClientSecret, app.Name, app.Scopes, applicationId = app.AppId, owner = cloud.Directory.Find(app.OwnerId)?.Email,
        authorized = app.PersonId is not null, machineAccount = app.PersonId,
    };

    private object AddIntegration(JsonBody body)
    {
        body.Only("clientId", "clientSecret", "redirectUris", "scopes", "name");
        var integration = new Integration
        {
            ClientId = body.Text("clientId"),
            ClientSecret = body.OptionalText("clientSecret"),
            Name = body.OptionalText("name") ?? body.Text("clientId"),
            RedirectUris = [.. body.OptionalTexts("redirectUris") ?? []],
            Scopes = Scopes(body) ?? [.. KnownScopes.User],
            AllowedPersonIds = cloud.Integrations.Find(body.Text("clientId"))?.AllowedPersonIds,
        };
        CheckFree(integration.ClientId, cloud.ServiceApps.Find(integration.ClientId));
        cloud.Integrations.Upsert(integration);
        cloud.Changed();
        return View(integration);
    }

    /// <summary>Control Hub lets all, some or no users use an integration.</summary>
    private object Allow(Integration integration, JsonBody body)
    {
        body.Only("users");
        var users = body.Root.TryGetProperty("users", out var value) && value.ValueKind == System.Text.Json.JsonValueKind.String
            ? body.OptionalWord("users", "all", "none") == "all" ? null : (List<string>?)[]
            : (body.OptionalTexts("users") ?? throw WebexFailure.BadRequest("users must be \"all\", \"none\" or a list.")).Select(user => people.Find(user).Id).ToList();
        integration.AllowedPersonIds = users;
        cloud.Changed();
        return View(integration);
    }

    private object AddServiceApp(JsonBody body)
    {
        body.Only("clientId", "clientSecret", "scopes", "name", "owner");
        var app = new ServiceApp
        {
            ClientId = body.Text("clientId"),
            ClientSecret = body.Text("clientSecret"),
            Name = body.OptionalText("name") ?? body.Text("clientId"),
            Scopes = Scopes(body) ?? throw WebexFailure.BadRequest("scopes is required."),
            OwnerId = people.Find(body.Text("owner")).Id,
            PersonId = cloud.ServiceApps.Find(body.Text("clientId"))?.PersonId,
        };
        CheckFree(app.ClientId, cloud.Integrations.Find(app.ClientId));
        if (string.Join(' ', app.Scopes).Length > ServiceApp.LongestScopes)
        {
            throw WebexFailure.BadRequest($"The scopes of a Service App may not be longer than {ServiceApp.LongestScopes} characters in all.");
        }

        cloud.ServiceApps.Upsert(app);
        cloud.Changed();
        return View(app);
    }

    private object Decide(HttpContext http, JsonBody body, Action<ServiceApp, Person> act)
    {
        var app = cloud.ServiceApps.Find((string)http.Request.RouteValues["clientId"]!) ?? throw WebexFailure.NotFound();
        act(app, people.Find(body.Only("admin").Text("admin")));
        return View(app);
    }

    private object NewPersonalToken(Person person)
    {
        var token = person.IsHuman ? cloud.Tokens.NewPersonalToken(person) : throw WebexFailure.BadRequest("Only a person has a personal access token.");
        cloud.Changed();
        return new { access_token = token.Value, token.Expires };
    }

    private Integration Integration(HttpContext http) =>
        cloud.Integrations.Find((string)http.Request.RouteValues["clientId"]!) ?? throw WebexFailure.NotFound();

    private static void CheckFree(string clientId, Application? other)
    {
        if (other is not null)
        {
            throw WebexFailure.Conflict($"{clientId} is registered already.");
        }
    }

    private static List<string>? Scopes(JsonBody body)
    {
        var scopes = body.OptionalTexts("scopes");
        return Array.Find(scopes ?? [], scope => !KnownScopes.IsKnown(scope)) is { } unknown
            ? throw WebexFailure.BadRequest($"The scope {unknown} is not known.")
            : scopes?.ToList();
    }
}
