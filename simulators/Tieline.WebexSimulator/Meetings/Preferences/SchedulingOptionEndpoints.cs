using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings.Preferences;

/// <summary>/v1/meetingPreferences/schedulingOptions, and who may schedule on the user's behalf.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meeting-preferences/update-scheduling-options</remarks>
internal sealed class SchedulingOptionEndpoints(WebexCloud cloud)
{
    private const string Path = "/meetingPreferences/schedulingOptions";
    private const string Delegates = "delegateEmails";

    public void Map(CloudRoutes routes)
    {
        routes.Get(Path, MeetingAccess.PreferencesRead, request => Reply.Ok(cloud.Meetings.Site.Of(PreferenceEndpoints.Owner(request, cloud, MeetingAccess.PreferencesRead)).SchedulingOptions));
        routes.Put(Path, MeetingAccess.PreferencesWrite, Update);
        routes.Post(Path + "/delegateEmails/insert", MeetingAccess.PreferencesWrite, request =>
            Reply.Ok(new { emails = Change(request, (kept, given) => [.. kept.Union(given, StringComparer.OrdinalIgnoreCase)]) }));
        routes.Post(Path + "/delegateEmails/delete", MeetingAccess.PreferencesWrite, request =>
        {
            Change(request, (kept, given) => [.. kept.Except(given, StringComparer.OrdinalIgnoreCase)]);
            return Reply.NoContent;
        });
    }

    private Reply Update(CloudRequest request)
    {
        PreferenceShapes.Scheduling.Check(request.Body.Root, "The body");
        var user = cloud.Meetings.Site.Own(PreferenceEndpoints.Owner(request, cloud, MeetingAccess.PreferencesWrite));
        user.SchedulingOptions = PreferenceEndpoints.Filled(user.SchedulingOptions, JsonNode.Parse(request.Body.Root.GetRawText())!.AsObject());
        cloud.Changed();
        return Reply.Ok(user.SchedulingOptions);
    }

    private string[] Change(CloudRequest request, Func<string[], string[], string[]> change)
    {
        PreferenceShapes.Emails.Check(request.Body.Root, "The body");
        var given = request.Body.OptionalTexts("emails") is { Length: > 0 } emails ? emails : throw WebexFailure.BadRequest("emails is required and cannot be empty.");
        var user = cloud.Meetings.Site.Own(PreferenceEndpoints.Owner(request, cloud, MeetingAccess.PreferencesWrite));
        var changed = change([.. user.SchedulingOptions[Delegates]!.AsArray().Select(one => one!.GetValue<string>())], given);
        user.SchedulingOptions[Delegates] = new JsonArray([.. changed.Select(email => JsonValue.Create(email))]);
        cloud.Changed();
        return changed;
    }
}
