using Tieline.WebexSimulator.Calls;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;
using Tieline.WebexSimulator.Scenarios;

namespace Tieline.WebexSimulator.Control;

/// <summary>/control/calls, /control/legs, /control/outside: calls from outside, and hands on phones.</summary>
internal sealed class CallDoors(WebexCloud cloud, ScenarioPlayer player, PeopleDoors people)
{
    public void Map(ControlRoutes routes)
    {
        routes.Get("/scenarios", _ => new { scenarios = Scripts.Names, descriptions = Scripts.Descriptions });
        routes.Get("/calls", _ => new { calls = cloud.Switchboard.Book.Sessions.Select(SessionView.Of) });
        routes.Post("/calls", (_, body) => Started(player.Start(SceneRequest.Read(body))));
        routes.Post("/calls/{callSessionId}/far-end", FarEnd);
        routes.Post("/legs/{callId}/device", DeviceActs);
        routes.Post("/people/{who}/dial", DialByHand);
        routes.Get("/outside", _ => OutsideView());
        routes.Post("/outside", (_, body) => SetOutside(body));
    }

    private static object Started(CallSession session) => new
    {
        callSessionId = session.Id,
        legs = session.Legs.Select(leg => new { callId = leg.CallId, personId = leg.Person.Id, email = leg.Person.Email }),
    };

    private object FarEnd(HttpContext http, JsonBody body)
    {
        var id = (string)http.Request.RouteValues["callSessionId"]!;
        var session = cloud.Switchboard.Book.FindLive(id) ?? throw WebexFailure.NotFound();
        var action = body.Only("action", "end").Text("action");
        var wanted = body.OptionalText("end");
        var ends = session.Outside.Where(end => end.Live && (wanted is null || end.Id == wanted));
        return ends.Any(end => cloud.Outside.Act(end, action))
            ? SessionView.Of(session)
            : throw WebexFailure.Conflict($"The far end cannot {action} in the call's present state.");
    }

    private object DeviceActs(HttpContext http, JsonBody body)
    {
        var leg = cloud.Switchboard.Book.Find((string)http.Request.RouteValues["callId"]!) ?? throw WebexFailure.NotFound();
        body.Only("device", "action", "destination");
        var device = body.OptionalText("device") is { } id
            ? leg.Person.Find(id) ?? throw WebexFailure.BadRequest("device is not an endpoint of this leg's person.")
            : leg.State == EndState.Alerting ? leg.Person.PrimaryEndpoint : leg.Endpoint;
        Act(leg, device, body.Text("action"), body);
        return SessionView.Of(leg.Session);
    }

    private void Act(Leg leg, Endpoint? device, string action, JsonBody body)
    {
        switch (action)
        {
            case "answer": cloud.Commands.Lift(leg, device); break;
            case "reject": cloud.Commands.Reject(leg, "busy"); break;
            case "ignore": cloud.Commands.Reject(leg, "ignore"); break;
            case "hangup": cloud.Commands.HangUp(leg); break;
            case "hold": cloud.Commands.Hold(leg); break;
            case "resume": cloud.Commands.Resume(leg); break;
            case "mute": cloud.Commands.SetMuted(leg, true); break;
            case "unmute": cloud.Commands.SetMuted(leg, false); break;
            case "divert": cloud.Transfers.Divert(leg, body.Text("destination")); break;
            case "voicemail": cloud.Transfers.ToVoicemail(leg); break;
            case "park": cloud.Parking.Park(leg, body.OptionalText("destination"), false); break;
            default: throw WebexFailure.BadRequest("action must be answer, reject, ignore, hangup, hold, resume, mute, unmute, divert, voicemail or park.");
        }
    }

    private object DialByHand(HttpContext http, JsonBody body)
    {
        body.Only("device", "number");
        var person = people.Find((string)http.Request.RouteValues["who"]!);
        var device = body.OptionalText("device") is { } id ? person.Find(id) ?? throw WebexFailure.BadRequest("device is not an endpoint of this person.") : null;
        return Started(cloud.Dialling.FromDevice(person, body.Text("number"), device).Session);
    }

    private object OutsideView() => new
    {
        cloud.Outside.AnswerAfterSeconds,
        cloud.Outside.DeviceAnswersAfterSeconds,
        numbers = cloud.Outside.Numbers,
    };

    private object SetOutside(JsonBody body)
    {
        body.Only("answerAfterSeconds", "deviceAnswersAfterSeconds", "numbers");
        var (answers, deviceAnswers) = (body.OptionalSeconds("answerAfterSeconds"), body.OptionalSeconds("deviceAnswersAfterSeconds"));
        var numbers = body.OptionalObject("numbers") ?? JsonBody.Empty;
        var behaviours = numbers.Root.EnumerateObject().Select(field => (Number: field.Name, Behaviour: Behaviour(numbers.OptionalObject(field.Name)))).ToList();
        var outside = cloud.Outside;
        outside.AnswerAfterSeconds = body.Has("answerAfterSeconds") ? answers : outside.AnswerAfterSeconds;
        outside.DeviceAnswersAfterSeconds = body.Has("deviceAnswersAfterSeconds") ? deviceAnswers : outside.DeviceAnswersAfterSeconds;
        foreach (var (number, behaviour) in behaviours)
        {
            outside.Numbers.Remove(number);
            if (behaviour is not null)
            {
                outside.Numbers[number] = behaviour;
            }
        }

        return OutsideView();
    }

    /// <summary>Null forgets the number.</summary>
    private static OutsideBehaviour? Behaviour(JsonBody? settings)
    {
        if (settings is null)
        {
            return null;
        }

        var behaviour = settings.Only("behaviour", "afterSeconds").Text("behaviour");
        if (!OutsideBehaviour.Names.Contains(behaviour))
        {
            throw WebexFailure.BadRequest($"behaviour must be one of: {string.Join(", ", OutsideBehaviour.Names)}.");
        }

        return new OutsideBehaviour(behaviour, settings.OptionalSeconds("afterSeconds") ?? (behaviour == "noAnswer" ? 30 : 2));
    }
}
