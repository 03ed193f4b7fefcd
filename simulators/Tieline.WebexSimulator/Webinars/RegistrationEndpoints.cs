using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Meetings;

namespace Tieline.WebexSimulator.Webinars;

/// <summary>/v1/meetings/{id}/registration: the form that registrants fill in.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meeting-registrants/get-registration-form-for-a-meeting</remarks>
internal sealed class RegistrationEndpoints(WebexCloud cloud, RegistrationDesk desk)
{
    private const string Path = "/meetings/{id}/registration";

    public void Map(CloudRoutes routes)
    {
        routes.Get(Path, MeetingAccess.SchedulesRead, request => Reply.Ok(Shown(desk.Named(request, MeetingAccess.SchedulesRead).Series.Form ?? throw WebexFailure.NotFound())));
        routes.Put(Path, MeetingAccess.SchedulesWrite, Update);
        routes.Delete(Path, MeetingAccess.SchedulesWrite, Delete);
    }

    private Reply Update(CloudRequest request)
    {
        RegistrationShapes.ChangedForm.Check(request.Body.Root, "The body");
        var (series, _) = desk.Led(request, MeetingAccess.SchedulesWrite, request.Body.OptionalText("hostEmail"));
        if (series.Registrants.Count > 0 && series.Form is null)
        {
            throw WebexFailure.Conflict("The meeting has registrants already.");
        }

        series.Form = RegistrationForm.Of((JsonObject)JsonNode.Parse(request.Body.Root.GetRawText())!);
        cloud.Changed();
        return Reply.Ok(Shown(series.Form));
    }

    private Reply Delete(CloudRequest request)
    {
        var (series, _) = desk.Led(request, MeetingAccess.SchedulesWrite);
        series.Form = series.Form is null ? throw WebexFailure.NotFound() : null;
        cloud.Changed();
        return Reply.NoContent;
    }

    /// <summary>The most registrants can be set but are not answered.</summary>
    private static JsonObject Shown(RegistrationForm form)
    {
        var view = (JsonObject)form.Fields.DeepClone();
        view.Remove("maxRegisterNum");
        return view;
    }
}
