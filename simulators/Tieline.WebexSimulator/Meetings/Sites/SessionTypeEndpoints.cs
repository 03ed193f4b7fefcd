using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Meetings.Sites;

/// <summary>/v1/admin/meeting: which session types the site has, and which of them a user may schedule.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/session-types</remarks>
internal sealed class SessionTypeEndpoints(WebexCloud cloud)
{
    private const string User = "/admin/meeting/userconfig/sessionTypes";

    private static readonly Shape Assignment = Shape.Object(new Dictionary<string, Shape>
    {
        ["siteUrl"] = Shape.Text(255, 1), ["personId"] = Shape.Text(200, 1), ["email"] = Shape.Email, ["sessionTypeIds"] = Shape.List(Shape.Text(20, 1), 100),
    }, "siteUrl", "sessionTypeIds");

    public void Map(CloudRoutes routes)
    {
        routes.Get("/admin/meeting/config/sessionTypes", MeetingAccess.ConfigRead, List);
        routes.Get(User, MeetingAccess.ConfigRead, request =>
        {
            MeetingSite.Demand(request.Query("siteUrl"));
            return Reply.Ok(new { items = new[] { View(SiteUsers.Named(cloud, request.Query("personId"), request.Header("email"))) } });
        });
        routes.Put(User, MeetingAccess.ConfigWrite, Assign);
    }

    private static Reply List(CloudRequest request)
    {
        MeetingSite.Demand(request.Query("siteUrl"));
        return Reply.Ok(new { items = MeetingSite.SessionTypes.Select(type => new { type.Id, type.ShortName, siteUrl = MeetingSite.Url, type.Name, type.Type }) });
    }

    private Reply Assign(CloudRequest request)
    {
        Assignment.Check(request.Body.Root, "The body");
        MeetingSite.Demand(request.Body.Text("siteUrl"));
        var person = SiteUsers.Named(cloud, request.Body.OptionalText("personId"), request.Body.OptionalText("email"));
        var wanted = request.Body.OptionalTexts("sessionTypeIds")!;
        foreach (var id in wanted)
        {
            var type = Array.Find(MeetingSite.SessionTypes, one => one.Id == id) ?? throw WebexFailure.BadRequest($"The site has no session type {id}.");
            if (!SiteBook.IsLicensed(person, type))
            {
                throw WebexFailure.Forbidden($"The user has no license for the session type {id}.");
            }
        }

        cloud.Meetings.Site.Own(person).SessionTypes = [.. wanted.Distinct()];
        cloud.Changed();
        return Reply.Ok(View(person));
    }

    private object View(Person person) => new
    {
        personId = person.Id, email = person.Email, siteUrl = MeetingSite.Url, sessionTypes = cloud.Meetings.Site.SessionTypes(person).Select(type => type.ForAdmins),
    };
}
