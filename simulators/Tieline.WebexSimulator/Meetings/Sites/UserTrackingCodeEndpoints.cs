using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Meetings.Sites;

/// <summary>/v1/admin/meeting/userconfig/trackingCodes: the values that belong to one user.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/tracking-codes/update-user-tracking-codes</remarks>
internal sealed class UserTrackingCodeEndpoints(WebexCloud cloud)
{
    private const string Path = "/admin/meeting/userconfig/trackingCodes";

    private static readonly Shape Change = Shape.Object(new Dictionary<string, Shape>
    {
        ["siteUrl"] = Shape.Text(255, 1), ["personId"] = Shape.Text(200, 1), ["email"] = Shape.Email,
        ["trackingCodes"] = Shape.List(Shape.Object(new Dictionary<string, Shape>
        {
            ["name"] = Shape.Text(TrackingCodeShapes.LongestText, 1), ["value"] = Shape.Text(TrackingCodeShapes.LongestText, 1),
        }, "name", "value"), 100),
    }, "siteUrl");

    public void Map(CloudRoutes routes)
    {
        routes.Get(Path, MeetingAccess.ConfigRead, request =>
        {
            MeetingSite.Demand(request.Query("siteUrl"));
            return Reply.Ok(View(SiteUsers.Named(cloud, request.Query("personId"), request.Header("email"))));
        });
        routes.Put(Path, MeetingAccess.ConfigWrite, Update);
    }

    private Reply Update(CloudRequest request)
    {
        Change.Check(request.Body.Root, "The body");
        MeetingSite.Demand(request.Body.Text("siteUrl"));
        var person = SiteUsers.Named(cloud, request.Body.OptionalText("personId"), request.Body.OptionalText("email"));
        var values = new Dictionary<string, string>(cloud.Meetings.Site.Of(person).TrackingCodes);
        foreach (var given in request.Body.OptionalObjects("trackingCodes") ?? [])
        {
            var (name, value) = (given.Text("name"), given.Text("value"));
            var code = cloud.Meetings.Site.TrackingCodes.Find(one => one.Name == name) ?? throw WebexFailure.BadRequest($"The site has no tracking code {name}.");
            if (code.InputMode is "select" or "hostProfileSelect" && !code.Options.Any(option => option.Value == value))
            {
                throw WebexFailure.BadRequest($"The value of the tracking code {name} must be one of its options.");
            }

            values[code.Id] = value;
        }

        cloud.Meetings.Site.Own(person).TrackingCodes = values;
        cloud.Changed();
        return Reply.Ok(View(person));
    }

    private object View(Person person)
    {
        var values = cloud.Meetings.Site.Of(person).TrackingCodes;
        return new
        {
            siteUrl = MeetingSite.Url, personId = person.Id, email = person.Email,
            trackingCodes = cloud.Meetings.Site.TrackingCodes.Where(code => values.ContainsKey(code.Id)).Select(code => new { code.Id, code.Name, value = values[code.Id] }),
        };
    }
}
