using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Calls;

/// <summary>The commands of /v1/telephony/calls that bring a new call (201), and those of two calls.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/call-controls</remarks>
internal sealed class NewCallEndpoints(WebexCloud cloud)
{
    private const string Root = "/telephony/calls";

    public void Map(CloudRoutes routes)
    {
        New(routes, "dial", ["destination"], (person, body, only) => cloud.Dialling.ClickToDial(person, body.Text("destination"), only));
        New(routes, "retrieve", ["destination"], (person, body, only) => cloud.Parking.Retrieve(person, body.OptionalText("destination"), only));
        New(routes, "pickup", ["target"], (person, body, only) => cloud.TakingOver.PickUp(person, body.OptionalText("target"), only));
        New(routes, "bargeIn", ["target"], (person, body, only) => cloud.TakingOver.BargeIn(person, body.Text("target"), only));
        New(routes, "pull", [], (person, _, only) => cloud.TakingOver.Pull(person, only));
        routes.Post(Root + "/transfer", Access.CallsWrite, Transfer);
        routes.Post(Root + "/park", Access.CallsWrite, Park);
    }

    public static object Answer(Leg leg) => new { callId = leg.CallId, callSessionId = leg.Session.Id };

    /// <summary>Nobody in this organization has Single Number Reach.</summary>
    public static void RefuseReach(JsonBody body)
    {
        Refuse.Unless(!(body.Has("endpointId") && body.Has("singleNumberReachPhoneNumber")), "endpointId and singleNumberReachPhoneNumber exclude each other.");
        Refuse.Unless(body.OptionalText("singleNumberReachPhoneNumber") is null, "singleNumberReachPhoneNumber is not a Single Number Reach phone number of the user.");
    }

    private static void New(CloudRoutes routes, string name, string[] fields, Func<Person, JsonBody, Endpoint?, Leg> start) =>
        routes.Post($"{Root}/{name}", Access.CallsWrite, request =>
        {
            string[] reach = name == "pull" ? [] : ["singleNumberReachPhoneNumber"];
            var body = request.Body.Only(["endpointId", "lineOwnerId", .. reach, .. fields]);
            var person = CallEndpoints.Line(request).Person;
            RefuseReach(body);
            return Reply.Created(Answer(start(person, body, CallEndpoints.EndpointOf(person, body))));
        });

    private Reply Transfer(CloudRequest request)
    {
        var body = request.Body.Only("callId1", "callId2", "destination", "lineOwnerId");
        var person = CallEndpoints.Line(request).Person;
        var (first, second, destination) = (body.OptionalText("callId1"), body.OptionalText("callId2"), body.OptionalText("destination"));
        if (destination is not null)
        {
            Refuse.Unless(first is not null && second is null, "A transfer to a destination needs callId1 and no callId2.");
            return Reply.Created(Answer(cloud.Transfers.WhenAnswered(CallEndpoints.Find(cloud, person, first!), destination)));
        }

        var calls = cloud.Switchboard.Book.Of(person).Where(leg => leg.Talking || leg.Ringing.Count > 0).ToList();
        Refuse.Unless((first is not null && second is not null) || (first is null && second is null && calls.Count == 2),
            "callId1 and callId2 are required unless the user has exactly two calls.");
        var (one, two) = first is null ? (calls[0], calls[1]) : (CallEndpoints.Find(cloud, person, first), CallEndpoints.Find(cloud, person, second!));
        cloud.Transfers.Attended(one, two);
        return Reply.NoContent;
    }

    private Reply Park(CloudRequest request)
    {
        var body = request.Body.Only("callId", "destination", "isGroupPark", "lineOwnerId");
        var leg = CallEndpoints.Find(cloud, CallEndpoints.Line(request).Person, body.Text("callId"));
        return Reply.Ok(new { parkedAgainst = cloud.Parking.Park(leg, body.OptionalText("destination"), body.Flag("isGroupPark")) });
    }
}
