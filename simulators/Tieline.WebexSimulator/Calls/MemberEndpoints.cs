using Tieline.WebexSimulator.Administration;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Calls;

/// <summary>/v1/telephony/calls/members/{memberId}: the few commands that an administrator's or service app's token has.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/call-controls-members</remarks>
internal sealed class MemberEndpoints(WebexCloud cloud, CallEndpoints calls)
{
    private const string Root = "/telephony/calls/members/{memberId}";

    public void Map(CloudRoutes routes)
    {
        routes.Post(Root + "/dial", Access.MemberCallsWrite, request =>
        {
            var (member, body) = (Member(request, "calls_write"), request.Body.Only("destination", "endpointId", "singleNumberReachPhoneNumber"));
            NewCallEndpoints.RefuseReach(body);
            return Reply.Created(NewCallEndpoints.Answer(cloud.Dialling.ClickToDial(member, body.Text("destination"), CallEndpoints.EndpointOf(member, body))));
        });
        routes.Post(Root + "/answer", Access.MemberCallsWrite, request =>
        {
            var (member, body) = (Member(request, "calls_write"), request.Body.Only("callId", "endpointId"));
            cloud.Commands.Answer(CallEndpoints.Find(cloud, member, body.Text("callId")), CallEndpoints.EndpointOf(member, body));
            return Reply.NoContent;
        });
        routes.Post(Root + "/hangup", Access.MemberCallsWrite, request =>
        {
            var member = Member(request, "calls_write");
            cloud.Commands.HangUp(CallEndpoints.Find(cloud, member, request.Body.Only("callId").Text("callId")));
            return Reply.NoContent;
        });
        routes.Get(Root + "/calls", Access.MemberCallsRead, request => calls.List(Member(request, "calls_read")));
        routes.Get(Root + "/calls/{callId}", Access.MemberCallsRead, request =>
            Reply.Ok(CallView.Of(CallEndpoints.Find(cloud, Member(request, "calls_read"), request.Route("callId")))));
    }

    /// <summary><c>me</c> with a user's scope, anybody with an administrator's.</summary>
    private Person Member(CloudRequest request, string scope)
    {
        OrganizationEndpoints.RefuseOthers(request, cloud);
        var id = request.Route("memberId");
        var member = id == "me" ? request.Person : cloud.Directory.Find(id) ?? throw WebexFailure.NotFound();
        if (id != "me" && !request.Token.Has("spark-admin:" + scope))
        {
            throw Access.Lacking($"spark-admin:{scope}");
        }

        return member.HasCalling ? member : throw WebexFailure.BadRequest("Target user not authorized");
    }
}
