using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Calls;

/// <summary>/v1/telephony/conference: the conference that the caller holds.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/conference-controls</remarks>
internal sealed class ConferenceEndpoints(WebexCloud cloud)
{
    private const string Root = "/telephony/conference";

    public void Map(CloudRoutes routes)
    {
        routes.Get(Root, Access.CallsRead, request =>
            Reply.Ok(cloud.Conferences.Of(CallEndpoints.Line(request).Person) is { } conference ? ConferenceView.Of(conference) : new { }));
        routes.Delete(Root, Access.CallsWrite, request => Done(() => cloud.Conferences.Release(Held(request))));
        routes.Post(Root, Access.CallsWrite, request =>
        {
            var ids = request.Body.Only("callIds", "lineOwnerId").OptionalTexts("callIds") ?? throw WebexFailure.BadRequest("callIds is required.");
            var host = CallEndpoints.Line(request).Person;
            return Done(() => cloud.Conferences.Start(host, [.. ids.Select(id => CallEndpoints.Find(cloud, host, id))]));
        });
        routes.Post(Root + "/addParticipant", Access.CallsWrite, request =>
        {
            var callId = request.Body.Only("callId", "lineOwnerId").Text("callId");
            return Done(() => cloud.Conferences.Add(Held(request), CallEndpoints.Find(cloud, request.Person, callId)));
        });
        routes.Post(Root + "/hold", Access.CallsWrite, request => NoBody(request, () => cloud.Conferences.Hold(Held(request))));
        routes.Post(Root + "/resume", Access.CallsWrite, request => NoBody(request, () => cloud.Conferences.Resume(Held(request))));
        routes.Post(Root + "/mute", Access.CallsWrite, request => Mute(request, true));
        routes.Post(Root + "/unmute", Access.CallsWrite, request => Mute(request, false));
        routes.Post(Root + "/deafen", Access.CallsWrite, request => Deafen(request, true));
        routes.Post(Root + "/undeafen", Access.CallsWrite, request => Deafen(request, false));
    }

    private static Reply Done(Action act)
    {
        act();
        return Reply.NoContent;
    }

    private static Reply NoBody(CloudRequest request, Action act)
    {
        request.Body.Only();
        return Done(act);
    }

    private Conference Held(CloudRequest request) =>
        cloud.Conferences.Of(CallEndpoints.Line(request).Person) ?? throw WebexFailure.NotFound();

    /// <summary>Without a call it is the host who is no longer heard.</summary>
    private Reply Mute(CloudRequest request, bool muted)
    {
        var (callId, conference) = (request.Body.Only("callId").OptionalText("callId"), Held(request));
        if (callId is null)
        {
            var hostChanged = conference.Muted != muted;
            conference.Muted = muted;
            return Told(conference, hostChanged);
        }

        var part = Participant(conference, callId);
        var changed = part.Muted != muted;
        part.Muted = muted;
        return Told(conference, changed);
    }

    private Reply Deafen(CloudRequest request, bool deafened)
    {
        var (callId, conference) = (request.Body.Only("callId").Text("callId"), Held(request));
        var part = Participant(conference, callId);
        var changed = part.Deafened != deafened;
        part.Deafened = deafened;
        return Told(conference, changed);
    }

    private Reply Told(Conference conference, bool changed)
    {
        if (changed)
        {
            cloud.Conferences.Tell(conference, Words.Updated);
        }

        return Reply.NoContent;
    }

    private static ConferenceParticipant Participant(Conference conference, string callId) =>
        conference.Participants.Find(part => part.Leg.CallId == callId.TrimEnd('=')) ?? throw WebexFailure.NotFound();
}
