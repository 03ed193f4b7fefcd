using System.Text.Json;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Meetings;

namespace Tieline.WebexSimulator.Webinars;

/// <summary>/v1/meetings/{id}/invitationSources.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meetings/create-invitation-sources</remarks>
internal sealed class InvitationSourceEndpoints(WebexCloud cloud, RegistrationDesk desk)
{
    private const string Path = "/meetings/{id}/invitationSources";

    private static readonly Shape New = Shape.Object(new Dictionary<string, Shape>
    {
        ["hostEmail"] = Shape.Email, ["personId"] = Shape.Text(300),
        ["items"] = Shape.List(Shape.Object(new Dictionary<string, Shape> { ["sourceId"] = Shape.Text(64, 1), ["sourceEmail"] = Shape.Email }, "sourceId", "sourceEmail"), 100),
    }, "items");

    public void Map(CloudRoutes routes)
    {
        routes.Get(Path, MeetingAccess.SchedulesRead, request => Shown(desk.Led(request, MeetingAccess.SchedulesRead).Series));
        routes.Post(Path, MeetingAccess.SchedulesWrite, Create);
    }

    private Reply Create(CloudRequest request)
    {
        New.Check(request.Body.Root, "The body");
        var (series, _) = desk.Led(request, MeetingAccess.SchedulesWrite, request.Body.OptionalText("hostEmail"));
        var asked = request.Body.Root.GetProperty("items").EnumerateArray().Select(item => new JsonBody(item)).ToList();
        if (asked.Find(item => series.Sources.Exists(one => one.SourceId == item.Text("sourceId"))) is { } known)
        {
            throw WebexFailure.Conflict($"The meeting has the source {known.Text("sourceId")} already.");
        }

        series.Sources.AddRange(asked.Select(item => new InvitationSource(cloud.Draws.Uuid().ToString("N"), item.Text("sourceId"), item.Text("sourceEmail"))));
        cloud.Changed();
        return Shown(series);
    }

    private static Reply Shown(MeetingSeries series) => Reply.Ok(new
    {
        items = series.Sources.Select(source => new
        {
            source.Id, source.SourceId, source.SourceEmail, joinLink = $"{MeetingViews.WebLink(series)}&src={Uri.EscapeDataString(source.SourceId)}",
            registerLink = series.Form is null ? null : $"{MeetingViews.RegisterLink(series)}?src={Uri.EscapeDataString(source.SourceId)}",
        }),
    });
}
