using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Meetings.Sites;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Meetings.Preferences;

/// <summary>/v1/meetingPreferences: the user's own, or those of the user whom an administrator names.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meeting-preferences</remarks>
internal sealed class PreferenceEndpoints(WebexCloud cloud)
{
    private const string Root = "/meetingPreferences";

    public void Map(CloudRoutes routes)
    {
        routes.Get(Root, MeetingAccess.PreferencesRead, request => Read(request, All));
        routes.Get(Root + "/personalMeetingRoom", MeetingAccess.PreferencesRead, request => Read(request, PersonalRoomViews.Of));
        routes.Get(Root + "/audio", MeetingAccess.PreferencesRead, request => Read(request, user => user.Audio));
        routes.Get(Root + "/video", MeetingAccess.PreferencesRead, request => Read(request, user => user.Video));
        routes.Get(Root + "/sites", MeetingAccess.PreferencesRead, request => Read(request, _ => new JsonObject { ["sites"] = new JsonArray(Site()) }));
        routes.Put(Root + "/personalMeetingRoom", MeetingAccess.PreferencesWrite, request => Write(request, PreferenceShapes.Room, (user, wanted) =>
        {
            user.PersonalMeetingRoom = Filled(user.PersonalMeetingRoom, wanted);
            return PersonalRoomViews.Of(user);
        }));
        routes.Put(Root + "/audio", MeetingAccess.PreferencesWrite, request => Write(request, PreferenceShapes.Audio, (user, wanted) => user.Audio = Filled(user.Audio, wanted)));
        routes.Put(Root + "/video", MeetingAccess.PreferencesWrite, request => Write(request, PreferenceShapes.Video, (user, wanted) => user.Video = wanted));
        routes.Put(Root + "/sites", MeetingAccess.PreferencesWrite, SetSite);
    }

    private Reply Read(CloudRequest request, Func<SiteUser, JsonObject> view) => Reply.Ok(view(cloud.Meetings.Site.Of(Owner(request, cloud, MeetingAccess.PreferencesRead))));

    private Reply Write(CloudRequest request, Shape shape, Func<SiteUser, JsonObject, JsonObject> change)
    {
        shape.Check(request.Body.Root, "The body");
        var wanted = JsonNode.Parse(request.Body.Root.GetRawText())!.AsObject();
        var user = cloud.Meetings.Site.Own(Owner(request, cloud, MeetingAccess.PreferencesWrite));
        var view = change(user, wanted);
        cloud.Changed();
        return Reply.Ok(view);
    }

    /// <summary>There is one site, which is everybody's default already.</summary>
    private Reply SetSite(CloudRequest request)
    {
        PreferenceShapes.Site.Check(request.Body.Root, "The body");
        _ = MeetingTarget.Required(request, "defaultSite");
        var usual = request.QueryFlag("defaultSite");
        _ = Owner(request, cloud, MeetingAccess.PreferencesWrite);
        MeetingSite.Demand(request.Body.Text("siteUrl"));
        return usual ? Reply.Ok(Site()) : throw WebexFailure.BadRequest("defaultSite must be true for the user's single default site.");
    }

    /// <summary>Whose preferences a request is about: <c>userEmail</c> counts only with the administrator's scope.</summary>
    public static Person Owner(CloudRequest request, WebexCloud cloud, Access access)
    {
        MeetingSite.Demand(request.Query("siteUrl"));
        return MeetingCaller.Of(request, cloud, access, request.Query("userEmail")).Person;
    }

    private static JsonObject All(SiteUser user) => new()
    {
        ["personalMeetingRoom"] = PersonalRoomViews.Of(user), ["audio"] = user.Audio.DeepClone(), ["video"] = user.Video.DeepClone(),
        ["schedulingOptions"] = user.SchedulingOptions.DeepClone(), ["sites"] = new JsonArray(Site()),
    };

    private static JsonObject Site() => new() { ["siteUrl"] = MeetingSite.Url, ["default"] = true };

    /// <summary>What is neither given nor null stays.</summary>
    public static JsonObject Filled(JsonObject kept, JsonObject wanted)
    {
        var filled = kept.DeepClone().AsObject();
        foreach (var (name, value) in wanted.Where(field => field.Value is not null))
        {
            filled[name] = value!.DeepClone();
        }

        return filled;
    }
}
