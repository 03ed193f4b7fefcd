using Tieline.WebexSimulator.Calls;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Control;

/// <summary>/control/voicemails: somebody leaves a message, and a person listens to it.</summary>
internal sealed class VoicemailDoors(WebexCloud cloud, PeopleDoors people)
{
    public void Map(ControlRoutes routes)
    {
        routes.Get("/voicemails", _ => new { voicemails = cloud.Voicemails.All });
        routes.Post("/people/{who}/voicemails", Leave);
        routes.Post("/voicemails/{id}/read", (http, body) =>
        {
            body.Only();
            var voicemail = cloud.Voicemails.All.Find(one => one.Id == (string)http.Request.RouteValues["id"]!) ?? throw WebexFailure.NotFound();
            cloud.Voicemails.Read(voicemail);
            return voicemail;
        });
    }

    private Voicemail Leave(HttpContext http, JsonBody body)
    {
        body.Only("from", "name", "seconds");
        var person = people.Find((string)http.Request.RouteValues["who"]!);
        return person.HasCalling
            ? cloud.Voicemails.Leave(person, body.OptionalText("from"), body.OptionalText("name"), body.OptionalSeconds("seconds") ?? 10)
            : throw WebexFailure.BadRequest($"{person.Email} has no phone, and so no voicemail.");
    }
}
