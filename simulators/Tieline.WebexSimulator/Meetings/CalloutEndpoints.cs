using System.Text.RegularExpressions;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>Rings up somebody from a meeting in progress, by SIP. Whoever picks up joins by a control door.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meeting-participants/call-out-a-sip-participant</remarks>
internal sealed partial class CalloutEndpoints(WebexCloud cloud)
{
    private static readonly TimeSpan Rings = TimeSpan.FromSeconds(30);

    private static readonly Shape Call = Shape.Object(new Dictionary<string, Shape>
    {
        ["meetingId"] = Shape.Text(200, 1), ["meetingNumber"] = Shape.Text(30, 1), ["address"] = Shape.Text(256, 1), ["addressType"] = Shape.OneOf("sipAddress"),
        ["invitationCorrelationId"] = Shape.Text(36, 1), ["displayName"] = Shape.Text(32, 1),
    }, "address", "displayName");

    private static readonly Shape Cancellation = Shape.Object(new Dictionary<string, Shape> { ["participantId"] = Shape.Text(300, 1) }, "participantId");

    public void Map(CloudRoutes routes)
    {
        routes.Post("/meetingParticipants/callout", MeetingAccess.ParticipantsWrite, CallOut);
        routes.Post("/meetingParticipants/cancelCallout", MeetingAccess.ParticipantsWrite, Cancel);
    }

    private Reply CallOut(CloudRequest request)
    {
        var body = request.Body;
        Call.Check(body.Root, "The body");
        var (address, correlation) = (body.Text("address"), body.OptionalText("invitationCorrelationId"));
        if (!Sip().IsMatch(address))
        {
            throw WebexFailure.BadRequest("address must be a SIP address.");
        }

        if (correlation is not null && !Uuid().IsMatch(correlation))
        {
            throw WebexFailure.BadRequest("invitationCorrelationId must be a UUID in lower case with hyphens.");
        }

        var target = Named(body);
        var instance = target.LastInstance(cloud.Meetings) is { Live: true } running ? running : throw WebexFailure.Conflict("The meeting is not in progress.");
        Demand(request, instance);
        var uuid = cloud.LiveMeetings.Uuid(instance, "callout", instance.NextCallout++);
        var callout = new Callout(uuid, address, body.Text("displayName"), correlation ?? uuid, cloud.Clock.Now + Rings);
        instance.Callouts.Add(callout);
        cloud.Changed();
        return Reply.Ok(new
        {
            participantId = $"{instance.Id}_{callout.Uuid}", invitationCorrelationId = callout.CorrelationId, meetingNumber = target.Series.Number,
            meetingId = body.OptionalText("meetingId") ?? target.Series.Id, address, addressType = "sipAddress", displayName = callout.DisplayName, state = "pending",
        });
    }

    private Reply Cancel(CloudRequest request)
    {
        Cancellation.Check(request.Body.Root, "The body");
        var id = request.Body.Text("participantId");
        var split = id.LastIndexOf('_');
        var instance = (split < 0 ? null : cloud.Meetings.FindInstance(id[..split])) ?? throw WebexFailure.NotFound();
        Demand(request, instance);
        instance.Callouts.Remove(instance.Ringing(id[(split + 1)..], cloud.Clock.Now) ?? throw WebexFailure.NotFound());
        cloud.Changed();
        return Reply.NoContent;
    }

    private MeetingTarget Named(JsonBody body) => (body.OptionalText("meetingId"), body.OptionalText("meetingNumber")) switch
    {
        ({ } id, null) => MeetingTarget.Find(cloud, id),
        (null, { } number) => cloud.Meetings.ToJoin(one => one.Number == number, cloud.Clock.Now) is { } series ? new MeetingTarget(series, null, null) : throw WebexFailure.NotFound(),
        _ => throw WebexFailure.BadRequest("Either meetingId or meetingNumber must be given."),
    };

    /// <summary>A host or cohost who is in the meeting; a Service App need not be.</summary>
    private void Demand(CloudRequest request, MeetingInstance instance)
    {
        var caller = MeetingCaller.Of(request, cloud, MeetingAccess.ParticipantsWrite);
        if (!caller.Leads(cloud.Meetings.SeriesOf(instance)))
        {
            throw MeetingCaller.HostOnly();
        }

        if (!request.Person.IsServiceApp && instance.Find(request.Person.Email) is null or { State: Participant.Gone })
        {
            throw WebexFailure.Forbidden("The user must join the meeting first.");
        }
    }

    [GeneratedRegex("^(sips?:)?[^@\\s:]+@[A-Za-z0-9.-]+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Sip();

    [GeneratedRegex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", RegexOptions.CultureInvariant)]
    private static partial Regex Uuid();
}
