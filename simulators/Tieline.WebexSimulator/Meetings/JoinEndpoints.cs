using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Webinars;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>POST /v1/meetings/join: links that need neither sign-in nor password.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meetings/join-a-meeting</remarks>
internal sealed class JoinEndpoints(WebexCloud cloud)
{
    private static readonly string[] Names = ["meetingId", "meetingNumber", "webLink"];

    public void Map(CloudRoutes routes) => routes.Post("/meetings/join", MeetingAccess.SchedulesRead, Join);

    private Reply Join(CloudRequest request)
    {
        var body = request.Body;
        MeetingShapes.Join.Check(body.Root, "The body");
        var caller = MeetingCaller.Of(request, cloud, MeetingAccess.SchedulesRead, body.OptionalText("hostEmail"));
        var series = Named(body);
        var email = body.OptionalText("email") ?? caller.Person.Email;
        if (body.OptionalText("displayName") is not null && body.OptionalText("email") is null)
        {
            throw WebexFailure.BadRequest("email is required when displayName is given.");
        }

        var leads = caller.Leads(series);
        Allow(series, caller, email, body);
        var now = cloud.Clock.Now;
        var ticket = cloud.Draws.Hex(16);
        var joinLink = body.Flag("createJoinLinkAsWebLink") ? MeetingViews.WebLink(series) : $"https://{MeetingSite.Url}/wbxmjs/joinservice/sites/nordlys/meeting/{series.Id}?jt={ticket}";
        if (body.OptionalFlag("joinDirectly") ?? true)
        {
            return new Reply(302) { Headers = { ["Location"] = joinLink } };
        }

        var startLink = body.Flag("createStartLinkAsWebLink") ? MeetingViews.WebLink(series) : $"https://{MeetingSite.Url}/wbxmjs/startservice/sites/nordlys/meeting/{series.Id}?st={ticket}";
        var expiration = MeetingTime.Text(now.AddMinutes(body.OptionalNumber("expirationMinutes") ?? 15), caller.Zone);
        return Reply.Ok(new { startLink = leads ? startLink : null, joinLink, expiration });
    }

    private MeetingSeries Named(JsonBody body)
    {
        var given = Names.Where(name => body.OptionalText(name) is not null).ToArray();
        if (given.Length != 1)
        {
            throw WebexFailure.BadRequest("Exactly one of meetingId, meetingNumber and webLink must be given.");
        }

        var value = body.Text(given[0]);
        return given[0] == "meetingId"
            ? MeetingTarget.Find(cloud, value).Series
            : cloud.Meetings.ToJoin(one => (given[0] == "meetingNumber" ? one.Number : MeetingViews.WebLink(one)) == value, cloud.Clock.Now) ?? throw WebexFailure.NotFound();
    }

    private void Allow(MeetingSeries series, MeetingCaller caller, string email, JsonBody body)
    {
        if (caller.Leads(series))
        {
            return;
        }

        if (series.HostLeft)
        {
            throw WebexFailure.NotFound();
        }

        if (Occurrences.Current(series, cloud.Clock.Now) is not { } occurrence)
        {
            throw WebexFailure.Forbidden("The meeting is over.");
        }

        var early = TimeSpan.FromMinutes(series.Settings["joinBeforeHostMinutes"]!.GetValue<double>());
        if (series.IsWebinar && cloud.Clock.Now < occurrence.Start - early)
        {
            throw WebexFailure.Forbidden("The webinar cannot be joined yet.");
        }

        var invited = series.Invited(email) is not null;
        if (series.Form is not null && !invited && !IsRegistered(series, email, body.OptionalText("registrationId")))
        {
            throw WebexFailure.Forbidden("The meeting requires an approved registration.");
        }

        if (series.Form is null && !invited && body.OptionalText("password") != series.Text("password"))
        {
            throw WebexFailure.Forbidden("The meeting password is missing or not the right one.");
        }
    }

    private static bool IsRegistered(MeetingSeries series, string email, string? registrationId) =>
        series.Registrants.FindByEmail(email) is { Status: Registrant.Approved } registrant && (registrationId is null || registrant.RegistrationId == registrationId);
}
