using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Control;

/// <summary>/control/people and /control/bots: who there is, and what Control Hub gives each.</summary>
internal sealed class PeopleDoors(WebexCloud cloud)
{
    private static readonly string[] RecordingModes = ["Never", "Always", "Always with Pause/Resume", "On Demand"];

    public void Map(ControlRoutes routes)
    {
        routes.Get("/people", _ => new
        {
            people = cloud.Directory.People.Where(person => person.IsHuman).OrderByDescending(cloud.Tokens.HasGranted).Select(View),
            bots = cloud.Directory.People.Where(person => person.IsBot).Select(View),
            huntGroups = cloud.Directory.HuntGroups,
            numbers = cloud.Directory.KnownNumbers,
        });
        routes.Post("/people", (_, body) => Add(body));
        routes.Post("/people/{who}", (http, body) => Change(Find(http), body));
        routes.Post("/bots", (_, body) => AddBot(body));
        routes.Post("/bots/{who}/token", (http, body) => NewToken(Find(http), body));
    }

    public Person Find(string who) => cloud.Directory.FindByAnything(who) ?? throw WebexFailure.NotFound();

    private Person Find(HttpContext http) => Find((string)http.Request.RouteValues["who"]!);

    private object View(Person person) => new
    {
        person.Id, person.Email, person.DisplayName, person.Number, person.Extension, access_token = person.ControlToken,
        connected = cloud.Tokens.HasGranted(person), person.Licenses, person.Roles, person.LineBusy, person.RecordingMode, person.Endpoints, person.PreferredEndpointId,
    };

    private object Change(Person person, JsonBody body)
    {
        body.Only("lineBusy", "recordingMode", "executive", "licenses", "roles");
        var licenses = Named(body, "licenses", License.All.Select(license => license.Key));
        var roles = Named(body, "roles", Role.All.Select(role => role.Name));
        var mode = body.OptionalWord("recordingMode", RecordingModes);
        var lineBusy = body.OptionalFlag("lineBusy");
        var executive = body.OptionalText("executive") is { } who ? Find(who).Id : null;
        (person.Licenses, person.Roles) = (licenses ?? person.Licenses, roles ?? person.Roles);
        (person.RecordingMode, person.LineBusy) = (mode ?? person.RecordingMode, lineBusy ?? person.LineBusy);
        person.ExecutiveId = body.Has("executive") ? executive : person.ExecutiveId;
        cloud.Changed();
        return View(person);
    }

    private static List<string>? Named(JsonBody body, string field, IEnumerable<string> known)
    {
        var names = body.OptionalTexts(field);
        return names is null || names.All(known.Contains) ? names?.Distinct().ToList() : throw WebexFailure.BadRequest($"{field} may hold: {string.Join(", ", known)}.");
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

        var person = NewPerson.Of(email, body.Text("firstName"), body.OptionalText("lastName") ?? "", cloud) with
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
            person.Endpoints.Add(NewPerson.EndpointOf(Endpoint.Device, $"Desk phone of {person.DisplayName}", cloud));
        }

        if (body.OptionalFlag("app") ?? !bot)
        {
            person.Endpoints.Add(NewPerson.EndpointOf(Endpoint.Application, "Webex app", cloud));
        }

        cloud.Directory.Add(person);
        cloud.Changed();
        return View(person);
    }

    private object AddBot(JsonBody body)
    {
        body.Only("email", "name");
        var email = body.Text("email");
        if (!email.EndsWith("@webex.bot", StringComparison.OrdinalIgnoreCase))
        {
            throw WebexFailure.BadRequest("A bot's email ends in @webex.bot.");
        }

        if (cloud.Directory.FindByEmail(email) is not null)
        {
            throw WebexFailure.Conflict($"{email} is in the organization already.");
        }

        var bot = NewPerson.Bot(email, body.Text("name"), cloud);
        cloud.Directory.Add(bot);
        cloud.Changed();
        return View(bot);
    }

    /// <summary>A bot's token does not expire, but can be made anew; the old one is dead then.</summary>
    private object NewToken(Person bot, JsonBody body)
    {
        body.Only();
        bot.ControlToken = bot.IsBot ? NewPerson.TokenIn(cloud) : throw WebexFailure.BadRequest($"{bot.Email} is not a bot.");
        cloud.Changed();
        return View(bot);
    }
}
