using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Calls;

/// <summary>/v1/telephony/calls: what a person asks of and does with own calls.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/call-controls</remarks>
internal sealed class CallEndpoints(WebexCloud cloud)
{
    private const string Root = "/telephony/calls";

    public void Map(CloudRoutes routes)
    {
        routes.Get(Root, Access.CallsRead, request => List(Line(request).Person));
        routes.Get(Root + "/history", Access.CallsRead, History);
        routes.Get(Root + "/{callId}", Access.CallsRead, request => Reply.Ok(CallView.Of(Find(Line(request).Person, request.Route("callId")))));
        Command(routes, "answer", ["endpointId"], (leg, body) => cloud.Commands.Answer(leg, EndpointOf(leg.Person, body)));
        Command(routes, "reject", ["action"], Reject);
        Command(routes, "hangup", [], (leg, _) => cloud.Commands.HangUp(leg));
        Command(routes, "hold", [], (leg, _) => cloud.Commands.Hold(leg));
        Command(routes, "resume", [], (leg, _) => cloud.Commands.Resume(leg));
        Command(routes, "mute", [], (leg, _) => cloud.Commands.Mute(leg, true));
        Command(routes, "unmute", [], (leg, _) => cloud.Commands.Mute(leg, false));
        Command(routes, "divert", ["destination", "toVoicemail"], Divert);
        Command(routes, "startRecording", [], (leg, _) => cloud.Commands.Record(leg, "start"));
        Command(routes, "stopRecording", [], (leg, _) => cloud.Commands.Record(leg, "stop"));
        Command(routes, "pauseRecording", [], (leg, _) => cloud.Commands.Record(leg, "pause"));
        Command(routes, "resumeRecording", [], (leg, _) => cloud.Commands.Record(leg, "resume"));
        Command(routes, "transmitDtmf", ["dtmf"], (leg, body) => cloud.Commands.SendDigits(leg, body.Text("dtmf")));
        Command(routes, "push", [], (leg, _) => cloud.Transfers.Push(leg));
    }

    public static Leg Find(WebexCloud cloud, Person person, string callId) =>
        cloud.Switchboard.Book.Find(callId.TrimEnd('=')) is { } leg && leg.Person == person ? leg : throw WebexFailure.NotFound();

    public static Endpoint? EndpointOf(Person person, JsonBody body) =>
        body.OptionalText("endpointId") is { } id
            ? person.Find(id) ?? throw WebexFailure.BadRequest("endpointId is not an endpoint of the user.")
            : null;

    /// <summary>Refuses lines of others: nobody in this organization has a secondary line.</summary>
    public static CloudRequest Line(CloudRequest request)
    {
        var owner = request.Query("lineOwnerId") ?? request.Body.OptionalText("lineOwnerId");
        return owner is null || HydraId.Name(owner) == HydraId.Name(request.Person.Id)
            ? request
            : throw WebexFailure.BadRequest("lineOwnerId is not the owner of a line on the user's devices.");
    }

    public Reply List(Person person) => Reply.Ok(new { items = cloud.Switchboard.Book.Of(person).Select(CallView.Of).ToList() });

    private Leg Find(Person person, string callId) => Find(cloud, person, callId);

    private void Command(CloudRoutes routes, string name, string[] fields, Action<Leg, JsonBody> act) =>
        routes.Post($"{Root}/{name}", Access.CallsWrite, request =>
        {
            var body = request.Body.Only(["callId", "lineOwnerId", .. fields]);
            act(OnlyOrNamed(Line(request).Person, body, name), body);
            return Reply.NoContent;
        });

    /// <summary>Recording, digits and push may leave out the call when there is just one.</summary>
    private Leg OnlyOrNamed(Person person, JsonBody body, string command)
    {
        var mayOmit = command.EndsWith("Recording", StringComparison.Ordinal) || command is "transmitDtmf" or "push";
        var calls = cloud.Switchboard.Book.Of(person);
        return mayOmit && body.OptionalText("callId") is null && calls.Count == 1 ? calls[0] : Find(person, body.Text("callId"));
    }

    private void Reject(Leg leg, JsonBody body)
    {
        var action = body.OptionalText("action") ?? "busy";
        Refuse.Unless(action is "busy" or "temporarilyUnavailable" or "ignore", "action must be busy, temporarilyUnavailable or ignore.");
        cloud.Commands.Reject(leg, action);
    }

    private void Divert(Leg leg, JsonBody body)
    {
        var destination = body.OptionalText("destination");
        if (body.Flag("toVoicemail"))
        {
            cloud.Transfers.ToVoicemail(leg, destination);
            return;
        }

        Refuse.Unless(destination is not null, "destination or toVoicemail is required.");
        cloud.Transfers.Divert(leg, destination!);
    }

    private Reply History(CloudRequest request)
    {
        var type = request.Query("type");
        Refuse.Unless(type is null or "placed" or "missed" or "received", "type must be placed, missed or received.");
        return Reply.Ok(new { items = cloud.History.Of(request.Person.Id, type) });
    }
}
